package dev.flotilla.edge.mroute.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Admission LOOPBACK = new Admission(Optional.empty());
    private static final Admission TOKEN = new Admission(Optional.of("secret"));

    @Test
    void admitsProgramsOnTheSameMachine() {
        assertThat(LOOPBACK.refusal(null, "127.0.0.1:8080", null)).isEmpty();
        assertThat(LOOPBACK.refusal(null, "localhost:8080", null)).isEmpty();
        assertThat(LOOPBACK.refusal(null, "[::1]:8080", null)).isEmpty();
        assertThat(LOOPBACK.refusal(null, null, null)).isEmpty();
        assertThat(LOOPBACK.refusal(null, "localhost:8080", "http://localhost:8080"))
                .isEmpty();
    }

    @Test
    void turnsAwayThePageOfAStrangerInABrowserOfThisMachine() {
        assertThat(LOOPBACK.refusal(null, "127.0.0.1:8080", "https://evil.example"))
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(403));
        assertThat(LOOPBACK.refusal(null, "evil.example:8080", "http://evil.example:8080"))
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(403));
    }

    @Test
    void admitsWithATokenWhoeverSendsIt() {
        assertThat(TOKEN.refusal("Bearer secret", "edge.example", "https://console.example"))
                .isEmpty();
        assertThat(TOKEN.refusal("Bearer wrong", "127.0.0.1", null))
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(401));
        assertThat(TOKEN.refusal(null, "127.0.0.1", null))
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(401));
    }

    @Test
    void neverShowsTheToken() {
        assertThat(TOKEN.toString()).doesNotContain("secret");
    }
}
