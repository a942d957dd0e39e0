package dev.flotilla.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class ChallengesIT {
    private static final Duration LIFE = Duration.ofMinutes(5);

    @Inject
    Challenges challenges;

    @Inject
    Jobs jobs;

    @Test
    void countOnce() {
        String challenge = challenges.issue("one", "x");
        assertThat(challenges.open("one", challenge, LIFE)).contains("x");
        assertThat(challenges.open("other", challenge, LIFE)).isEmpty();
        assertThat(challenges.spend("one", challenge, LIFE)).isTrue();
        assertThat(challenges.spend("one", challenge, LIFE)).isFalse();
    }

    @Test
    void manyOfOnePurposeSpendNothingOfAnothers() {
        jobs.call(Purpose.SIGN_IN, sql -> sql.update("""
            insert into access.spent_challenge (challenge_hash, expires_at, purpose)
            select 'many ' || n, now() + interval '5 minutes', 'many' from generate_series(1, 50000) n\
            """));
        assertThat(challenges.spend("many", challenges.issue("many", ""), LIFE)).isFalse();
        assertThat(challenges.spend("few", challenges.issue("few", ""), LIFE)).isTrue();
    }

    @AfterEach
    void forget() {
        jobs.call(Purpose.RETENTION, sql -> sql.update("delete from access.spent_challenge where purpose = 'many'"));
    }
}
