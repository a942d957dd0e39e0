package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import dev.flotilla.proto.stream.v1.StreamRecord;

/** Streams for tests. */
public final class TestStreams {
    private TestStreams() {}

    /** A public stream whose id and playback id follow from its name. */
    public static StreamRecord.Builder named(String name) {
        return StreamRecord.newBuilder()
                .setId("str_" + name)
                .setTenantId("tenant_0000000000000001")
                .setName(name)
                .setPlaybackId("play" + name)
                .setTitle("The " + name)
                .setPolicy(PlaybackPolicy.newBuilder().setPublic(PlaybackPolicy.Public.getDefaultInstance()));
    }
}
