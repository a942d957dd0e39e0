package dev.flotilla.tour.step;

/**
 * One thing that a user does, and what must come of it.
 *
 * @param says what is done and expected, in the user's words
 * @param check does it; answers a detail worth showing, and throws when it is not as expected
 */
public record Step(String says, Check check) {
    /** Does something and looks at what came of it. */
    @FunctionalInterface
    public interface Check {
        String run() throws Exception;
    }

    /**
     * Goes on only when it is so.
     *
     * @throws AssertionError with that sentence
     */
    public static void expect(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new AssertionError(otherwise);
        }
    }
}
