package dev.flotilla.edge.release;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a new version has proved itself: it must be fit for some time without a break, before its own time is over. Pure: asked
 * again and again with the time.
 */
final class Proof {
    /** What came of the trial. */
    enum Verdict {
        OPEN,
        FIT,
        UNFIT
    }

    private final Supplier<Optional<String>> lacking;
    private final long steadyNs;
    private final long endNs;
    private long fitSinceNs;
    private boolean isFit;
    private String reason = "";

    /** @param lacking what the version still lacks to be fit */
    Proof(Supplier<Optional<String>> lacking, Duration steady, Duration deadline, long nowNs) {
        this.lacking = lacking;
        this.steadyNs = steady.toNanos();
        this.endNs = nowNs + deadline.toNanos();
    }

    Verdict at(long nowNs) {
        Optional<String> lack = lacking.get();
        if (lack.isPresent()) {
            isFit = false;
            reason = lack.get();
        } else if (!isFit) {
            isFit = true;
            fitSinceNs = nowNs;
        }
        if (isFit && nowNs - fitSinceNs >= steadyNs) {
            return Verdict.FIT;
        }
        return nowNs - endNs >= 0 ? Verdict.UNFIT : Verdict.OPEN;
    }

    /** What was lacking last. */
    String reason() {
        return reason;
    }
}
