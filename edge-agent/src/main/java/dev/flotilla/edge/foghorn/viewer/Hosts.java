package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.proto.stream.v1.StreamRecord;

/** On whose nodes a stream is to be: those of its tenant, or those of the tenant in whose cluster it is a guest. */
final class Hosts {
    private Hosts() {}

    /** The control center has said that they may: it gives away no other stream. */
    static String of(StreamRecord stream) {
        return stream.getHostTenantId().isEmpty() ? stream.getTenantId() : stream.getHostTenantId();
    }
}
