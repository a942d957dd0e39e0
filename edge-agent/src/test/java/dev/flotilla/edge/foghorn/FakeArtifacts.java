package dev.flotilla.edge.foghorn;

import dev.flotilla.edge.foghorn.control.Artifacts;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Artifact;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Clips and recordings that a test says its nodes have. */
public final class FakeArtifacts implements Artifacts {
    /** "20260101000000" and the number in 16 digits. */
    public static String hash(int number) {
        return "20260101000000%016x".formatted(number);
    }

    private final List<Held> held = new CopyOnWriteArrayList<>();

    public FakeArtifacts hold(int node, Artifact.Builder artifact) {
        NodeId id = TestRegion.id(node);
        held.removeIf(
                known -> known.node().equals(id) && known.artifact().getHash().equals(artifact.getHash()));
        held.add(new Held(id, artifact.build()));
        return this;
    }

    /** A clip of stream "a" that is ready and has its file. */
    public static Artifact.Builder clip(int number) {
        return Artifact.newBuilder()
                .setHash(hash(number))
                .setKind(Artifact.Kind.KIND_CLIP)
                .setStatus(Artifact.Status.STATUS_READY)
                .setTitle("Goal")
                .setFormat("mp4")
                .setStream("a")
                .setPath("a/" + hash(number) + "/clip.mp4")
                .setCreatedAtMs(1_790_000_000_000L + number)
                .setStartedAtMs(1_790_000_000_000L)
                .setEndedAtMs(1_790_000_010_000L)
                .setDurationMs(10_000)
                .setSizeBytes(7);
    }

    /** A recording of stream "a". */
    public static Artifact.Builder recording(int number, long startedAtMs, long endedAtMs) {
        return clip(number)
                .setKind(Artifact.Kind.KIND_DVR)
                .setFormat("m3u8")
                .setPath("a/" + hash(number) + "/index.m3u8")
                .setStartedAtMs(startedAtMs)
                .setEndedAtMs(endedAtMs)
                .setDurationMs(endedAtMs - startedAtMs);
    }

    @Override
    public List<Held> all() {
        return List.copyOf(held);
    }

    @Override
    public List<Held> of(String hash) {
        return held.stream()
                .filter(known -> known.artifact().getHash().equals(hash))
                .toList();
    }

    @Override
    public void listen(Consumer<Held> listener) {
        throw new UnsupportedOperationException("nothing changes here");
    }
}
