package dev.flotilla.control.stream;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Names that nobody can guess. */
public final class RandomText {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LOWER;

    private RandomText() {}

    /** 32 lower-case letters and digits. */
    static String streamName() {
        return of(LOWER, 32);
    }

    /** 16 letters and digits. */
    public static String playbackId() {
        return of(LETTERS, 16);
    }

    private static String of(String alphabet, int length) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(at -> String.valueOf(alphabet.charAt(at)))
                .collect(Collectors.joining());
    }
}
