package dev.flotilla.control.stream.vod;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.stream.Rules;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that is to be uploaded, as its sender describes it.
 *
 * @param format its suffix, in small letters
 * @param keepDays 0 for ever: what was uploaded goes only where its owner says so
 */
record VodFile(
        String name, String format, long bytes, String contentType, String title, String description, int keepDays) {
    private static final Set<String> FORMATS = Set.of("mp4", "m4v", "mov", "mkv", "webm", "ts");
    private static final Pattern CONTENT_TYPE = Pattern.compile("[a-zA-Z0-9.+-]{1,50}/[a-zA-Z0-9.+-]{1,80}");

    /** Throws {@link Refused} naming what is wrong. */
    static VodFile of(VodInput.Create input, long mostBytes) {
        String name = Rules.name("filename", input.filename());
        String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        check(
                name.contains(".") && FORMATS.contains(format),
                "filename",
                name,
                "must end in .mp4, .m4v, .mov, .mkv, .webm or .ts");
        check(
                input.sizeBytes() > 0 && input.sizeBytes() <= mostBytes,
                "sizeBytes",
                input.sizeBytes(),
                "must be 1 to " + mostBytes);
        String contentType = requireNonNullElse(input.contentType(), "application/octet-stream");
        check(CONTENT_TYPE.matcher(contentType).matches(), "contentType", contentType, "must be like video/mp4");
        int keepDays = requireNonNullElse(input.keepDays(), 0);
        check(keepDays >= 0 && keepDays <= 36_500, "keepDays", keepDays, "must be 0 (for ever) to 36500");
        String title = requireNonNullElse(input.title(), "").isBlank()
                ? name.substring(0, name.lastIndexOf('.')).strip()
                : Rules.name("title", requireNonNullElse(input.title(), ""));
        return new VodFile(
                name,
                format,
                input.sizeBytes(),
                contentType,
                title,
                Rules.description("description", requireNonNullElse(input.description(), "")),
                keepDays);
    }

    private static void check(boolean isFulfilled, String field, Object value, String rule) {
        if (!isFulfilled) {
            throw new Refused(InvalidInput.of(field, value, rule));
        }
    }
}
