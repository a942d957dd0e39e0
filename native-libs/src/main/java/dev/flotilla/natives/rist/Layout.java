package dev.flotilla.natives.rist;

/** Sizes and offsets of librist's structures that are touched, in bytes, on 64-bit Linux. A test compiles C to check them. */
final class Layout {
    /** {@code struct rist_data_block}. */
    static final int BLOCK_SIZE = 72;

    static final int BLOCK_PAYLOAD = 0;
    static final int BLOCK_LENGTH = 8;
    static final int BLOCK_TIME = 16;
    static final int BLOCK_FLOW_ID = 40;
    static final int BLOCK_SEQUENCE = 48;

    /** {@code struct rist_peer_config}. */
    static final int PEER_SECRET = 436;

    static final int PEER_SECRET_SIZE = 128;
    static final int PEER_KEY_BITS = 564;

    /** {@code struct rist_stats}. */
    static final int STATISTICS_JSON = 8;

    private Layout() {}
}
