package dev.flotilla.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final Passwords PASSWORDS = new Passwords(64);

    @Test
    void knowsThePasswordAgainAndNoOther() {
        String hash = PASSWORDS.hash("correct horse");
        assertThat(PASSWORDS.matches("correct horse", hash)).isTrue();
        assertThat(PASSWORDS.matches("correct horsf", hash)).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(PASSWORDS.hash("same")).isNotEqualTo(PASSWORDS.hash("same"));
    }

    @Test
    void saysHowOftenItWasHashedSoThatTheNumberCanGrow() {
        assertThat(PASSWORDS.hash("x")).startsWith("$argon2id$v=19$m=64,t=2,p=1$");
    }

    @Test
    void refusesAHashOfAnotherScheme() {
        assertThatThrownBy(() -> PASSWORDS.matches("x", "md5$abc")).hasMessageContaining("argon2id");
    }

    @Test
    void opensWhatVersionOneHashedAndAsksForANewHash() {
        String old =
                "pbkdf2-sha256$1000$00112233445566778899aabbccddeeff$4c5805526868c915a4cba43d75ec6b0a07152bb7b9ca30501c96ea0f91886829";
        assertThat(PASSWORDS.matches("correct horse", old)).isTrue();
        assertThat(PASSWORDS.matches("correct horsf", old)).isFalse();
        assertThat(PASSWORDS.isOutdated(old)).isTrue();
        assertThat(PASSWORDS.isOutdated(PASSWORDS.hash("x"))).isFalse();
        assertThat(new Passwords(128).isOutdated(PASSWORDS.hash("x"))).isTrue();
    }

    @Test
    void generatesPasswordsThatPeopleCanType() {
        assertThat(Passwords.generate()).hasSize(20).doesNotContainPattern("[0O1lI]");
    }
}
