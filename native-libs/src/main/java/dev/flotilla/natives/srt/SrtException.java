package dev.flotilla.natives.srt;

import java.io.IOException;

/** libsrt refused to set something up. The message says what was tried and why it failed. */
public final class SrtException extends IOException {
    private final int code;

    /** Of what this library cannot do. */
    SrtException(String message) {
        super(message);
        this.code = 0;
    }

    private SrtException(String attempt, int code) {
        super(attempt + ": " + LibSrt.srt_strerror(code, 0));
        this.code = code;
    }

    /** The library's error code, for example 5015 (SRT_EBINDCONFLICT); 0 when it was not even asked. */
    public int code() {
        return code;
    }

    /** Hands the result on, unless it is -1. To be called on the line of the call, by the same platform thread. */
    static int check(int result, String attempt) throws SrtException {
        if (result == -1) {
            throw new SrtException(attempt, LibSrt.srt_getlasterror(0));
        }
        return result;
    }
}
