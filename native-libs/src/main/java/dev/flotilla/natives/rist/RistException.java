package dev.flotilla.natives.rist;

import java.io.IOException;

/** librist refused to set something up; it does not say why. The message says what was tried. */
public final class RistException extends IOException {
    RistException(String message) {
        super(message);
    }

    /** Refuses a result other than 0. To be called on the line of the call. */
    static void check(int result, String attempt) throws RistException {
        if (result != 0) {
            throw new RistException(attempt + ": librist refuses it (" + result + ")");
        }
    }
}
