package dev.flotilla.control.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);
    private static final long STEP = 1_111_111_109 / 30;

    /** RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codesAreThoseOfTheStandard(long seconds, String code) {
        assertThat(Totp.code(SECRET, seconds / 30, 8)).isEqualTo(code);
        assertThat(Totp.code(SECRET, seconds / 30, 6)).isEqualTo(code.substring(2));
    }

    @Test
    void aClockMayBeOneStepWrong() {
        for (long step = STEP - 3; step <= STEP + 3; step++) {
            OptionalLong found = Totp.stepOf(Totp.code(SECRET, step, 6), SECRET, 0, NOW);
            assertThat(found.isPresent()).isEqualTo(Math.abs(step - STEP) <= 1);
        }
    }

    @Test
    void aStepThatWasTakenIsSpentWithAllBeforeIt() {
        String code = Totp.code(SECRET, STEP, 6);
        assertThat(Totp.stepOf(code, SECRET, STEP - 1, NOW)).hasValue(STEP);
        assertThat(Totp.stepOf(code, SECRET, STEP, NOW)).isEmpty();
        assertThat(Totp.stepOf(Totp.code(SECRET, STEP - 1, 6), SECRET, STEP, NOW))
                .isEmpty();
        assertThat(Totp.stepOf(Totp.code(SECRET, STEP + 1, 6), SECRET, STEP, NOW))
                .hasValue(STEP + 1);
    }

    @Test
    void anythingElseIsNoCode() {
        assertThat(Totp.stepOf("", SECRET, 0, NOW)).isEmpty();
        assertThat(Totp.stepOf("٠٨١٨٠٤", SECRET, 0, NOW)).isEmpty();
    }
}
