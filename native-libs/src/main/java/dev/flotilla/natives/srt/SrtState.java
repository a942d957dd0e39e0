package dev.flotilla.natives.srt;

/** How far a socket is ({@code SRT_SOCKSTATUS}). */
public enum SrtState {
    NEW,
    BOUND,
    LISTENING,
    CONNECTING,
    CONNECTED,
    /** The peer is gone, or refused; the socket can only be closed. */
    BROKEN,
    CLOSED;

    static SrtState of(int status) {
        return switch (status) {
            case 1 -> NEW;
            case 2 -> BOUND;
            case 3 -> LISTENING;
            case 4 -> CONNECTING;
            case 5 -> CONNECTED;
            case 6 -> BROKEN;
            default -> CLOSED;
        };
    }
}
