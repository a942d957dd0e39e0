package dev.flotilla.edge.uplink;

import dev.flotilla.edge.uplink.identity.CertificateLife;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong between this node and the control center, as sentences for people. */
final class UplinkProblems {
    private static final Duration TOLERATED_CLOCK = Duration.ofSeconds(30);

    private UplinkProblems() {}

    static List<String> of(
            UplinkState state, Optional<CertificateLife> certificate, String renewalFailure, Instant now) {
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
        certificate.filter(life -> life.isNearEnd(now)).ifPresent(life -> problems.add(end(life, renewalFailure, now)));
        return problems;
    }

    private static String clock(Duration ahead) {
        return "The clock of this node is %d seconds %s the control center's: set it, for example with"
                        .formatted(ahead.abs().plusMillis(500).toSeconds(), ahead.isNegative() ? "behind" : "ahead of")
                + " 'timedatectl set-ntp true'.";
    }

    private static String end(CertificateLife life, String renewalFailure, Instant now) {
        String why = renewalFailure.isEmpty() ? "" : "; renewal failed: " + renewalFailure;
        return life.hasEnded(now)
                ? "The node's certificate ended on " + life.until() + why
                        + ": enrol again with 'flotilla-edge enroll --again'."
                : "The node's certificate ends on " + life.until() + why + ".";
    }
}
