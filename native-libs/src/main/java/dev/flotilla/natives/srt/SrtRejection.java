package dev.flotilla.natives.srt;

/** Why a connection did not come about, in words for people ({@code SRT_REJECT_REASON} and {@code access_control.h}). */
final class SrtRejection {
    private static final int APPLICATION = 1000;
    private static final int PRIVATE = 2000;

    private SrtRejection() {}

    static String words(int reason) {
        return switch (reason) {
            case 1 -> "a system call failed on one of the two ends";
            case 2 -> "the peer refused the connection";
            case 3 -> "one of the two ends has no resources left";
            case 4 -> "the peer sent a wrong handshake";
            case 5 -> "the listener has too many callers waiting";
            case 7 -> "the listener was closed";
            case 8 -> "the peer's version of SRT is too old";
            case 10 -> "the passphrase is wrong";
            case 11 -> "one end wants encryption and the other does not: the passphrase is missing on one of them";
            case 12, 13 -> "the peer uses another transmission type";
            case 14 -> "the ends want different packet filters";
            case 15 -> "the ends want different kinds of groups";
            case 16, 0 -> "nobody answered in time";
            case 17 -> "the ends want different ciphers";
            case APPLICATION + 400 -> "the listener does not understand the stream id";
            case APPLICATION + 401, APPLICATION + 403 -> "the listener does not allow this stream id";
            case APPLICATION + 402, APPLICATION + 503 -> "the listener is overloaded";
            case APPLICATION + 404 -> "the listener does not know this stream id";
            case APPLICATION + 409 -> "the listener is busy with another caller";
            default ->
                reason >= PRIVATE
                        ? "the listener refused for a reason of its own (" + reason + ")"
                        : "the peer refused the connection (reason " + reason + ")";
        };
    }
}
