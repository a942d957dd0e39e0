package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.Optional;

/**
 * A stream as MistServer names it.
 *
 * @param base what MistServer is configured for ("live")
 * @param name which one of those; empty when the base is all
 */
record MistName(String base, String name) {
    private static final String LIVE = "live";
    private static final String ARTIFACT = "vod";

    /** Reads "live+3f9c"; SRT gives the plus as a space. */
    static MistName parse(String text) {
        String plain = text.replace(' ', '+');
        int plus = plain.indexOf('+');
        return plus < 0 ? new MistName(plain, "") : new MistName(plain.substring(0, plus), plain.substring(plus + 1));
    }

    /** A stream of the fleet. */
    static MistName live(String name) {
        return new MistName(LIVE, name);
    }

    /** What was looked up: the clip or recording if it was one, else the stream. */
    static MistName of(StreamRecord stream, Optional<ArtifactRecord> artifact) {
        return artifact.map(found -> new MistName(ARTIFACT, found.getHash())).orElseGet(() -> live(stream.getName()));
    }

    /** Whether it names a clip or a recording of the fleet, by its hash. */
    boolean isArtifact() {
        return base.equals(ARTIFACT) && !name.isEmpty();
    }

    /** Whether it names a live stream of the fleet. */
    boolean isLive() {
        return base.equals(LIVE) && !name.isEmpty();
    }

    @Override
    public String toString() {
        return name.isEmpty() ? base : base + '+' + name;
    }
}
