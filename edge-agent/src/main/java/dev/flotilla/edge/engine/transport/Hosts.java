package dev.flotilla.edge.engine.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks up host names away from the packet path: a name server may take seconds. */
public final class Hosts {
    private static final int WAITING = 1_000;

    /** More than one, so that a name whose server is dead does not hold up the others. */
    private static final int AT_ONCE = 4;

    private static final ThreadPoolExecutor RESOLVER =
            new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                var thread = new Thread(task, "resolver");
                thread.setDaemon(true);
                return thread;
            });

    static {
        RESOLVER.allowCoreThreadTimeOut(true);
    }

    private Hosts() {}

    /** The address of that host, at once when it is an IP address; fails with a sentence for people. */
    public static CompletableFuture<InetAddress> lookUp(String host) {
        try {
            return CompletableFuture.completedFuture(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return ask(host);
        }
    }

    private static CompletableFuture<InetAddress> ask(String host) {
        var answer = new CompletableFuture<InetAddress>();
        try {
            RESOLVER.execute(() -> {
                if (answer.isCancelled()) {
                    return;
                }
                try {
                    answer.complete(InetAddress.getAllByName(host)[0]);
                } catch (UnknownHostException e) {
                    answer.completeExceptionally(new UnknownHostException("the name '" + host + "' has no address"));
                }
            });
        } catch (RejectedExecutionException tooMany) {
            answer.completeExceptionally(new UnknownHostException("too many names to look up at the same time"));
        }
        return answer;
    }
}
