package dev.flotilla.control.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final Database DATABASE =
            new Database("jdbc:postgresql://db.example.org/flotilla", "owner", "secret");

    @Test
    void refusesAPostgresqlThatIsTooOld() {
        assertThatThrownBy(() -> Preparation.checkVersion(DATABASE, 140_022))
                .isInstanceOf(CannotStart.class)
                .hasMessage("owner@jdbc:postgresql://db.example.org/flotilla is PostgreSQL 14.22, and 15 or newer is"
                        + " needed: set flotilla.database.url to one.");
    }

    @Test
    void takesTheOldestThatIsNewEnough() {
        assertThatCode(() -> Preparation.checkVersion(DATABASE, 150_000)).doesNotThrowAnyException();
    }
}
