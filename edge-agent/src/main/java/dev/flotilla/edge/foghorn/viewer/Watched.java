package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.Optional;

/**
 * What a viewer watches.
 *
 * @param stream whose policy holds
 * @param artifact the clip or recording of it; empty when it is watched live
 */
record Watched(StreamRecord stream, Optional<ArtifactRecord> artifact) {
    /** By which the public knows it. */
    String playbackId() {
        return artifact.map(ArtifactRecord::getPlaybackId).orElse(stream.getPlaybackId());
    }

    /** As MistServers name it. */
    String mistName() {
        return artifact.map(found -> "vod+" + found.getHash()).orElse("live+" + stream.getName());
    }

    /** By what name a node knows it: one without Helmsman has nobody to translate playback ids. */
    NodeOutputs outputs(Node node) {
        return new NodeOutputs(node, node.identity().isPolled() ? mistName() : playbackId());
    }
}
