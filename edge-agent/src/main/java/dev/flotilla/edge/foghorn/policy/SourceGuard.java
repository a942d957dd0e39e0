package dev.flotilla.edge.foghorn.policy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Says whether a stream may be fetched from where its source's host is, so that a tenant's address cannot have a node knock at doors of
 * its own network. A name is looked up here, and once more by whoever fetches.
 */
public final class SourceGuard implements AutoCloseable {
    private static final int DEADLINE_MS = 2_000;
    private static final int MOST_AT_ONCE = 64;
    /** What a cluster that allows private sources opens. */
    private static final List<AddressBlock> PRIVATE = List.of(
            AddressBlock.parse("10.0.0.0/8"),
            AddressBlock.parse("100.64.0.0/10"),
            AddressBlock.parse("172.16.0.0/12"),
            AddressBlock.parse("192.168.0.0/16"),
            AddressBlock.parse("fc00::/7"));

    private final OutsideGuard outside;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService resolving = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("source-dns-", 0).factory());

    SourceGuard(OutsideGuard outside) {
        this.outside = outside;
    }

    /** Whether all addresses of the host may be connected to. A host that has none may not. Never fails. */
    public CompletionStage<Boolean> mayFetch(String url, boolean mayBePrivate) {
        if (!places.tryAcquire()) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        resolving.execute(() -> {
            try {
                String host = URI.create(url).getHost();
                answer.complete(host != null
                        && Arrays.stream(InetAddress.getAllByName(host))
                                .allMatch(address -> permits(address, mayBePrivate)));
            } catch (UnknownHostException | RuntimeException failure) {
                answer.complete(false);
            } finally {
                places.release();
            }
        });
        return answer.completeOnTimeout(false, DEADLINE_MS, TimeUnit.MILLISECONDS);
    }

    private boolean permits(InetAddress address, boolean mayBePrivate) {
        return outside.permits(address)
                || (mayBePrivate && PRIVATE.stream().anyMatch(block -> block.contains(address)));
    }

    @Override
    public void close() {
        resolving.shutdownNow();
    }
}
