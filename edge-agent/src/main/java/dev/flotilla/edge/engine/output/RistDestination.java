package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.transport.Hosts;
import dev.flotilla.edge.engine.transport.RistSetup;
import dev.flotilla.natives.library.MissingLibraryException;
import dev.flotilla.natives.rist.RistException;
import dev.flotilla.natives.rist.RistSender;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The sender towards a receiver: its name looked up, its library loaded. Tried again until it works. */
final class RistDestination implements AutoCloseable {
    private static final long RETRY_NS = 2_000_000_000;

    private final dev.flotilla.proto.flow.v1.RistSender spec;
    private @Nullable CompletableFuture<InetAddress> lookUp;
    private @Nullable RistSender sender;
    private long retryAtNs = Long.MIN_VALUE;
    private String detail = "not open yet";

    RistDestination(dev.flotilla.proto.flow.v1.RistSender spec) {
        this.spec = spec;
    }

    void tend(long nowNs) {
        if (sender != null || nowNs < retryAtNs) {
            return;
        }
        if (lookUp == null) {
            lookUp = Hosts.lookUp(spec.getHost());
        }
        if (!lookUp.isDone()) {
            return;
        }
        try {
            if (lookUp.isCompletedExceptionally()) {
                fail(lookUp.exceptionNow().getMessage(), nowNs);
            } else {
                sender =
                        RistSender.open(new InetSocketAddress(lookUp.join(), spec.getPort()), RistSetup.settings(spec));
                detail = "";
            }
        } catch (RistException | MissingLibraryException e) {
            fail(e.getMessage(), nowNs);
        }
        lookUp = null;
    }

    private void fail(@Nullable String why, long nowNs) {
        detail = "cannot send: " + why;
        retryAtNs = nowNs + RETRY_NS;
    }

    /** Null while there is none. */
    @Nullable
    RistSender sender() {
        return sender;
    }

    /** Why there is none, as a sentence; empty when there is one. */
    String detail() {
        return detail;
    }

    String peer() {
        return spec.getHost() + ":" + spec.getPort();
    }

    @Override
    public void close() {
        if (lookUp != null) {
            lookUp.cancel(false);
        }
        if (sender != null) {
            sender.close();
            sender = null;
        }
    }
}
