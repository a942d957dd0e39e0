package dev.flotilla.edge.helmsman.mist;

/** Which MistServer it is: the original, or the fork of the public system with more triggers. */
public enum MistFlavour {
    UPSTREAM('?'),
    FORK('#');

    private final char parameterMark;

    MistFlavour(char parameterMark) {
        this.parameterMark = parameterMark;
    }

    /** What stands between a push target and its parameters ({@code clip.mp4?duration=8}). */
    public char parameterMark() {
        return parameterMark;
    }
}
