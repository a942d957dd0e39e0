package dev.flotilla.control.stream.artifact;

import dev.flotilla.proto.event.v1.Artifact.Kind;

/** What was made of a stream, or uploaded. */
public enum ArtifactKind {
    /** One file of a part of it. */
    CLIP(Kind.KIND_CLIP),
    /** Segments and a playlist, which grow while the stream is live (DVR). */
    RECORDING(Kind.KIND_DVR),
    /** A file that a user uploaded. */
    VOD(Kind.KIND_VOD);

    private final Kind told;

    ArtifactKind(Kind told) {
        this.told = told;
    }

    /** As nodes say it. */
    Kind told() {
        return told;
    }
}
