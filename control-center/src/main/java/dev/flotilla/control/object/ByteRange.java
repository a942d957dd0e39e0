package dev.flotilla.control.object;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a file a request wants (RFC 9110 14.1.2).
 *
 * @param end the first byte that is not wanted any more
 */
record ByteRange(long start, long end) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long length() {
        return end - start;
    }

    /**
     * Of a file of that size: empty when none of its bytes is wanted. Several ranges, and what cannot be understood, are all of it,
     * as the RFC allows.
     */
    static Optional<ByteRange> of(@Nullable String header, long size) {
        Matcher range = FORM.matcher(header == null ? "" : header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.of(new ByteRange(0, size));
        }
        long start;
        long end;
        if (range.group(1).isEmpty()) {
            start = Math.max(0, size - Long.parseLong(range.group(2)));
            end = size;
        } else {
            start = Long.parseLong(range.group(1));
            long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
            if (last < start && !range.group(2).isEmpty()) {
                return Optional.of(new ByteRange(0, size));
            }
            end = Math.min(size, last + 1);
        }
        return start < size ? Optional.of(new ByteRange(start, end)) : Optional.empty();
    }
}
