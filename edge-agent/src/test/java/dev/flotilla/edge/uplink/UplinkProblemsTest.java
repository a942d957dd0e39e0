package dev.flotilla.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.uplink.identity.CertificateLife;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UplinkProblemsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");

    @Test
    void areNoneOnANodeOfItsOwnOrOneThatIsConnected() {
        assertThat(problems(new UplinkState.NotEnrolled(""))).isEmpty();
        assertThat(problems(connected(Duration.ofSeconds(-29)))).isEmpty();
    }

    @Test
    void nameWhyANodeIsNotEnrolledOrAway() {
        assertThat(problems(new UplinkState.NotEnrolled("this token has expired.")))
                .containsExactly("This node is not enrolled: this token has expired.");
        assertThat(problems(new UplinkState.Away(NOW, "nobody takes connections at c:1")))
                .containsExactly("No connection to the control center since 2026-11-20T06:00:00Z:"
                        + " nobody takes connections at c:1");
    }

    @Test
    void sayInWhichDirectionTheClockIsOff() {
        assertThat(problems(connected(Duration.ofMillis(-61_400))))
                .containsExactly("The clock of this node is 61 seconds behind the control center's: set it, for example"
                        + " with 'timedatectl set-ntp true'.");
    }

    @Test
    void warnOfACertificateThatWasNotRenewedInTime() {
        var life = new CertificateLife(NOW.minus(Duration.ofDays(80)), NOW.plus(Duration.ofDays(10)));
        assertThat(UplinkProblems.of(connected(Duration.ZERO), Optional.of(life), "no room", NOW))
                .containsExactly("The node's certificate ends on 2026-11-30T06:00:00Z; renewal failed: no room.");
        assertThat(UplinkProblems.of(connected(Duration.ZERO), Optional.of(life), "", NOW.plus(Duration.ofDays(11))))
                .containsExactly("The node's certificate ended on 2026-11-30T06:00:00Z: enrol again with"
                        + " 'flotilla-edge enroll --again'.");
    }

    private static List<String> problems(UplinkState state) {
        return UplinkProblems.of(state, Optional.empty(), "", NOW);
    }

    private static UplinkState connected(Duration clockAhead) {
        return new UplinkState.Connected(NOW, "edge-one", "Home", "default", clockAhead);
    }
}
