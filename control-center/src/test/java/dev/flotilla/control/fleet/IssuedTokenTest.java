package dev.flotilla.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.fleet.IssuedToken.State;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssuedTokenTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void tellsWhetherItStillLetsAMachineIn() {
        assertThat(token(0, null).state(NOW)).isEqualTo(State.ACTIVE);
        assertThat(token(2, null).state(NOW)).isEqualTo(State.USED_UP);
        assertThat(token(0, null).state(NOW.plus(Duration.ofHours(1)))).isEqualTo(State.EXPIRED);
        assertThat(token(2, NOW).state(NOW.plus(Duration.ofDays(1)))).isEqualTo(State.REVOKED);
    }

    private static IssuedToken token(int uses, @Nullable Instant revokedAt) {
        return new IssuedToken(
                TokenId.random(),
                ClusterId.random(),
                "bt_12345678",
                "",
                2,
                uses,
                Optional.empty(),
                NOW,
                "test",
                NOW.plus(Duration.ofHours(1)),
                revokedAt);
    }
}
