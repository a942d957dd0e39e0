package dev.flotilla.control.object;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of an object: parts joined by '/', the tenant's first. Each part has 1 to 128 letters, digits, '.', '_' and '-', and begins
 * with a letter or digit, so that it is a file's name and stands in a URL as it is.
 */
public record ObjectKey(String text) {
    private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
    private static final Pattern FORM = Pattern.compile(PART + "(?:/" + PART + "){0,7}");

    /** @throws IllegalArgumentException naming the value when it has another form */
    public ObjectKey {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "an object's key must be 1 to 8 names of letters, digits, '.', '_' and '-': '%s'".formatted(text));
        }
    }

    public static ObjectKey of(String... parts) {
        return new ObjectKey(String.join("/", parts));
    }

    /** Whether that can be a part of a key. */
    public static boolean isPart(String text) {
        return text.indexOf('/') < 0 && FORM.matcher(text).matches();
    }

    List<String> parts() {
        return Arrays.asList(text.split("/", -1));
    }

    /** The last part. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
