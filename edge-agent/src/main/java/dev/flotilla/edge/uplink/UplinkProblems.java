package dev.flotilla.edge.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong between this node and the control center, as sentences for people. */
final class UplinkProblems {
    private static final Duration TOLERATED_CLOCK = Duration.ofSeconds(30);

    private UplinkProblems() {}

    static List<String> of(UplinkState state, Optional<RenewalTimes> certificate, String renewalFailure, Instant now) {
        List<String> problems = new ArrayList<>();
        switch (state) {
            case UplinkState.NotEnrolled(String reason) -> {
                if (!reason.isEmpty()) {
                    problems.add(state.sentence());
                }
            }
            case UplinkState.Away _, UplinkState.Revoked _ -> problems.add(state.sentence());
            case UplinkState.Connected connected -> {
                if (connected.clockAhead().abs().compareTo(TOLERATED_CLOCK) > 0) {
                    problems.add(clock(connected.clockAhead()));
                }
            }
        }
        certificate
                .filter(times -> times.isNearEnd(now))
                .ifPresent(times -> problems.add(end(times, renewalFailure, now)));
        return problems;
    }

    private static String clock(Duration ahead) {
        return "The clock of this node is %d seconds %s the control center's: set it, for example with"
                        .formatted(ahead.abs().plusMillis(500).toSeconds(), ahead.isNegative() ? "behind" : "ahead of")
                + " 'timedatectl set-ntp true'.";
    }

    private static String end(RenewalTimes times, String renewalFailure, Instant now) {
        String why = renewalFailure.isEmpty() ? "" : "; renewal failed: " + renewalFailure;
        return times.hasEnded(now)
                ? "The node's certificate ended on " + times.until() + why
                        + ": enrol again with 'flotilla-edge enroll --again'."
                : "The node's certificate ends on " + times.until() + why + ".";
    }
}
