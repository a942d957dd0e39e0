package dev.flotilla.edge.engine.stream;

/** The checksum of program tables: CRC-32 with polynomial 0x04c11db7, not reflected (ISO/IEC 13818-1 annex A). */
final class SectionChecksum {
    private static final int POLYNOMIAL = 0x04c11db7;
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int rest = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                rest = rest < 0 ? rest << 1 ^ POLYNOMIAL : rest << 1;
            }
            TABLE[i] = rest;
        }
    }

    private SectionChecksum() {}

    /** Of a whole section, its own checksum included, the result is 0. */
    static int of(byte[] bytes, int length) {
        int rest = -1;
        for (int i = 0; i < length; i++) {
            rest = rest << 8 ^ TABLE[(rest >>> 24 ^ bytes[i]) & 0xff];
        }
        return rest;
    }
}
