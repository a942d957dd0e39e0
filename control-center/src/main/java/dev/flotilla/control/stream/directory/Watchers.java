package dev.flotilla.control.stream.directory;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.stream.StreamConfig;
import io.grpc.Status;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The open calls that hear of one thing: so many in all, of one tenant, and of one node. Safe from any thread. */
final class Watchers<M> {
    /** The call in use, one that replaces it, and one that is lost and not yet given up. */
    private static final int MOST_OF_ONE = 3;

    private final Set<Watcher<M>> open = ConcurrentHashMap.newKeySet();
    private final Certificates certificates;
    private final StreamConfig config;

    Watchers(Certificates certificates, StreamConfig config) {
        this.certificates = certificates;
        this.config = config;
    }

    /** Takes a watcher in and greets it, before anything else is told to it; or ends it, when there are too many. */
    synchronized void admit(Watcher<M> watcher, Consumer<Watcher<M>> greeting) {
        NodeIdentity who = watcher.identity();
        if (open.size() >= config.mostWatchers()
                || count(other -> other.tenant().equals(who.tenant())) >= config.mostWatchersOfTenant()
                || count(other -> other.node().equals(who.node())) >= MOST_OF_ONE) {
            watcher.end(Status.RESOURCE_EXHAUSTED.withDescription(
                    "This control center holds as many watchers as it may: in all, of this tenant or of this node."));
            return;
        }
        synchronized (watcher) {
            open.add(watcher);
            greeting.accept(watcher);
        }
        if (watcher.isEnded()) {
            remove(watcher);
        }
    }

    void remove(Watcher<M> watcher) {
        open.remove(watcher);
    }

    Set<Watcher<M>> all() {
        return open;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    void endAll(Status status) {
        List.copyOf(open).forEach(watcher -> watcher.end(status));
    }

    /** Ends the calls of nodes whose certificate was taken back. */
    void shutOut() {
        if (open.isEmpty()) {
            return;
        }
        Set<String> valid = certificates.validAmong(
                open.stream().map(watcher -> watcher.identity().serial()).toList());
        open.stream()
                .filter(watcher -> !valid.contains(watcher.identity().serial()))
                .forEach(watcher ->
                        watcher.end(Status.PERMISSION_DENIED.withDescription("The certificate was revoked.")));
    }

    private long count(Predicate<NodeIdentity> which) {
        return open.stream().map(Watcher::identity).filter(which).count();
    }
}
