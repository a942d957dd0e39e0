package dev.flotilla.control.graphql.recent;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How old an answer the caller takes, as its header Cache-Control says (RFC 9111 5.2.1). */
final class MaxAge {
    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");
    private static final Duration OLDEST = Duration.ofSeconds(60);

    private MaxAge() {}

    /** Empty when the answer has to be fresh, which is so without the header, too. Never more than a minute. */
    static Optional<Duration> of(@Nullable String cacheControl) {
        if (cacheControl == null || cacheControl.contains("no-cache") || cacheControl.contains("no-store")) {
            return Optional.empty();
        }
        return Arrays.stream(cacheControl.split(",", -1))
                .map(part -> MAX_AGE.matcher(part.strip()))
                .filter(Matcher::matches)
                .map(age -> Duration.ofSeconds(Long.parseLong(age.group(1))))
                .filter(Duration::isPositive)
                .map(age -> age.compareTo(OLDEST) > 0 ? OLDEST : age)
                .findFirst();
    }
}
