package dev.flotilla.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void knowsThePasswordAgainAndNoOther() {
        String hash = Passwords.hash("correct horse");
        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("correct horsf", hash)).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(Passwords.hash("same")).isNotEqualTo(Passwords.hash("same"));
    }

    @Test
    void saysHowOftenItWasHashedSoThatTheNumberCanGrow() {
        assertThat(Passwords.hash("x")).startsWith("pbkdf2-sha256$600000$");
    }

    @Test
    void refusesAHashOfAnotherScheme() {
        assertThatThrownBy(() -> Passwords.matches("x", "md5$abc")).hasMessageContaining("pbkdf2-sha256");
    }

    @Test
    void generatesPasswordsThatPeopleCanType() {
        assertThat(Passwords.generate()).hasSize(20).doesNotContainPattern("[0O1lI]");
    }
}
