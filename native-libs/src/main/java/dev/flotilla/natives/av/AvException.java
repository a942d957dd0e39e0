package dev.flotilla.natives.av;

import dev.flotilla.natives.memory.OffHeap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** FFmpeg refused something. The message says what was tried and why it failed. */
public final class AvException extends IOException {
    /** AVERROR_EOF: the bytes have come to their end. */
    static final int END = -('E' | 'O' << 8 | 'F' << 16 | ' ' << 24);

    /** AVERROR_INVALIDDATA: what is there is not what it should be. */
    static final int BROKEN = -('I' | 'N' << 8 | 'D' << 16 | 'A' << 24);

    /** AVERROR(EIO). */
    static final int IO_FAILED = -5;

    private static final int TEXT_BYTES = 128;

    AvException(String attempt, int code) {
        super(attempt + ": " + words(code));
    }

    AvException(String attempt, IOException why) {
        super(attempt + ": " + why.getMessage(), why);
    }

    /** Hands the result on, unless it says that the call failed. */
    static int check(int result, String attempt) throws AvException {
        if (result < 0) {
            throw new AvException(attempt, result);
        }
        return result;
    }

    private static String words(int code) {
        try (var text = OffHeap.allocate(TEXT_BYTES)) {
            LibAv.av_strerror(code, text.address(), TEXT_BYTES);
            byte[] bytes = new byte[TEXT_BYTES];
            text.bytes().get(bytes);
            int length = 0;
            while (length < TEXT_BYTES && bytes[length] != 0) {
                length++;
            }
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        }
    }
}
