package dev.flotilla.control.fleet.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts attempts to enrol per address and minute. It knows a bounded number of addresses: the oldest gives way. */
@ApplicationScoped
class AttemptLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;

    private record Window(Instant since, int attempts) {}

    private final Map<String, Window> windows = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };
    private final int attemptsPerMinute;
    private final Clock clock;

    @jakarta.inject.Inject
    AttemptLimit(EnrolmentConfig config) {
        this(config.attemptsPerMinute(), Clock.systemUTC());
    }

    AttemptLimit(int attemptsPerMinute, Clock clock) {
        this.attemptsPerMinute = attemptsPerMinute;
        this.clock = clock;
    }

    /** Throws the fault when this address has had its attempts of this minute. */
    synchronized void count(String address) {
        Instant now = clock.instant();
        Window window = windows.get(address);
        if (window == null || !now.isBefore(window.since().plus(WINDOW))) {
            windows.remove(address);
            window = new Window(now, 0);
        }
        if (window.attempts() >= attemptsPerMinute) {
            throw EnrolmentFault.TOO_MANY_ATTEMPTS.because(
                    "%d a minute are allowed from %s. Wait a minute.".formatted(attemptsPerMinute, address));
        }
        windows.put(address, new Window(window.since(), window.attempts() + 1));
    }
}
