package dev.flotilla.edge.foghorn.balance;

import dev.flotilla.proto.foghorn.v1.Mode;
import java.util.Set;

/**
 * A node as the region knows it at one moment.
 *
 * @param slot its place in the arrays of {@link Snapshot}, as long as it is there
 * @param addresses what its host name stands for; empty when unknown
 * @param mode who set it and when, too
 * @param presenceSinceNs by this process's clock
 */
public record Node(
        int slot,
        Identity identity,
        Set<ClientAddress> addresses,
        Mode mode,
        Presence presence,
        long presenceSinceNs,
        Load load) {
    /**
     * What stays the same as long as a node is registered.
     *
     * @param id of the enrolled node, or the text under which a node without Helmsman is polled
     * @param tenant who owns it; empty when it is shared
     * @param name for people
     * @param host as MistServer's balancer lists it ("127.0.0.2:4242")
     * @param publicUrl where viewers reach it; empty for a polled node
     * @param isPolled whether it has no Helmsman
     */
    public record Identity(
            String id,
            String tenant,
            String name,
            String host,
            String publicUrl,
            Capabilities capabilities,
            boolean isPolled) {
        /** The host without its port; brackets of an IPv6 address stay. */
        public String hostName() {
            String bare = host.contains("/") ? host.substring(0, host.indexOf('/')) : host;
            int colon = bare.lastIndexOf(':');
            return colon > bare.lastIndexOf(']') && colon == bare.indexOf(':', bare.lastIndexOf(']') + 1)
                    ? bare.substring(0, colon)
                    : bare;
        }
    }

    /** The same as {@code identity().id()}. */
    public String id() {
        return identity.id();
    }

    /** Whether it is heard of, and says that it is well. */
    public boolean isHealthy() {
        return presence.isTrusted() && load.report().getIsHealthy();
    }

    public boolean isInMaintenance() {
        return mode.getKind() == Mode.Kind.KIND_MAINTENANCE;
    }

    public boolean isDraining() {
        return mode.getKind() == Mode.Kind.KIND_DRAINING;
    }

    Node saying(Load newer, long nowNs) {
        return new Node(slot, identity, addresses, mode, Presence.ONLINE, nowNs, newer);
    }

    Node in(Presence other, long nowNs) {
        return new Node(slot, identity, addresses, mode, other, nowNs, load);
    }

    Node in(Mode newer) {
        return new Node(slot, identity, addresses, newer, presence, presenceSinceNs, load);
    }

    Node registeredAs(Identity again, Set<ClientAddress> resolved, Presence now, long nowNs) {
        return new Node(slot, again, resolved, mode, now, nowNs, load);
    }
}
