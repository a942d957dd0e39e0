package dev.flotilla.edge.media.rtmp;

/**
 * One message.
 *
 * @param type one of the constants, or a number that nobody here knows
 * @param streamId 0 for the connection itself
 * @param timestampMs modulo 2^32
 */
// Bodies are handed on, and never compared.
@SuppressWarnings("ArrayRecordComponent")
record RtmpMessage(int type, int streamId, long timestampMs, byte[] body) {
    static final int SET_CHUNK_SIZE = 1;
    static final int ABORT = 2;
    static final int ACKNOWLEDGEMENT = 3;
    static final int USER_CONTROL = 4;
    static final int WINDOW_SIZE = 5;
    static final int PEER_BANDWIDTH = 6;
    static final int AUDIO = 8;
    static final int VIDEO = 9;
    static final int COMMAND_AMF3 = 17;
    static final int DATA = 18;
    static final int COMMAND = 20;
    static final int AGGREGATE = 22;

    boolean isMedia() {
        return type == AUDIO || type == VIDEO;
    }
}
