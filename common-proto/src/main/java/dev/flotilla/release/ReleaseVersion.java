package dev.flotilla.release;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The version of an agent: {@code 1.4.0}, or {@code 1.4.0-rc.2} before that. Ordered as Semantic Versioning 2.0.0, 11 orders them;
 * also the name of a folder.
 */
public record ReleaseVersion(String text) implements Comparable<ReleaseVersion> {
    private static final Pattern FORM =
            Pattern.compile("(?:0|[1-9][0-9]{0,8})(?:\\.(?:0|[1-9][0-9]{0,8})){2}(?:-[0-9A-Za-z][0-9A-Za-z.-]{0,39})?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** A number comes before a word. */
    private static final Comparator<String> WORDS = (left, right) -> {
        boolean isNumber = NUMBER.matcher(left).matches();
        boolean isOtherNumber = NUMBER.matcher(right).matches();
        if (isNumber && isOtherNumber) {
            return Integer.compare(Integer.parseInt(left), Integer.parseInt(right));
        }
        return isNumber == isOtherNumber ? left.compareTo(right) : isNumber ? -1 : 1;
    };

    /** @throws IllegalArgumentException naming the value when it has another form */
    public ReleaseVersion {
        if (!isOne(text)) {
            throw new IllegalArgumentException(
                    "a version must be three numbers with dots between, and may end with '-' and a word: '%s'"
                            .formatted(text));
        }
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches() && !text.contains("..") && !text.endsWith(".");
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        int numbers = compare(parts(core()), parts(other.core()), true);
        if (numbers != 0) {
            return numbers;
        }
        String mine = suffix();
        String theirs = other.suffix();
        if (mine.isEmpty() || theirs.isEmpty()) {
            return Boolean.compare(mine.isEmpty(), theirs.isEmpty());
        }
        return compare(parts(mine), parts(theirs), false);
    }

    public boolean isOlderThan(ReleaseVersion other) {
        return compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return text;
    }

    private String core() {
        int dash = text.indexOf('-');
        return dash < 0 ? text : text.substring(0, dash);
    }

    private String suffix() {
        int dash = text.indexOf('-');
        return dash < 0 ? "" : text.substring(dash + 1);
    }

    private static List<String> parts(String text) {
        return Arrays.asList(text.split("\\.", -1));
    }

    private static int compare(List<String> left, List<String> right, boolean areNumbers) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = areNumbers
                    ? Integer.compare(Integer.parseInt(left.get(i)), Integer.parseInt(right.get(i)))
                    : WORDS.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
