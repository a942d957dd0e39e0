package dev.flotilla.control.graphql.recent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.graphql.recent.Answers.Question;
import dev.flotilla.control.graphql.recent.Answers.Recent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final long SECOND = 1_000_000_000;
    private static final Question QUESTION = new Question("tenant", "me", "{ me }");

    private final Answers answers = new Answers(2, 100);

    @Test
    void answersAgainAsLongAsTheCallerSays() {
        keep(QUESTION, "answer", 0);
        assertThat(answers.find(QUESTION, Duration.ofSeconds(5), 5 * SECOND))
                .contains(new Recent("answer", Duration.ofSeconds(5)));
        assertThat(answers.find(QUESTION, Duration.ofSeconds(4), 5 * SECOND)).isEmpty();
    }

    @Test
    void answersNobodyElse() {
        keep(QUESTION, "answer", 0);
        assertThat(find(new Question("tenant", "you", "{ me }"))).isFalse();
        assertThat(find(new Question("other", "me", "{ me }"))).isFalse();
    }

    @Test
    void aChangeMakesTheAnswersOfTheTenantOld() {
        var other = new Question("other", "me", "{ me }");
        keep(QUESTION, "answer", 0);
        keep(other, "answer", 0);
        answers.forget("tenant");
        assertThat(find(QUESTION)).isFalse();
        assertThat(find(other)).isTrue();
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKeptAfterIt() {
        long before = answers.changes();
        answers.forget("tenant");
        answers.keep(QUESTION, "answer", 0, before);
        assertThat(find(QUESTION)).isFalse();
    }

    @Test
    void isBounded() {
        keep(QUESTION, "answer", 0);
        keep(new Question("tenant", "me", "2"), "answer", 0);
        keep(new Question("tenant", "me", "3"), "answer", 0);
        assertThat(find(QUESTION)).isFalse();
        keep(QUESTION, "x".repeat(100), 0);
        assertThat(find(QUESTION)).isFalse();
    }

    @Test
    void readsTheHeader() {
        assertThat(MaxAge.of("max-age=5")).contains(Duration.ofSeconds(5));
        assertThat(MaxAge.of("private, max-age=5")).contains(Duration.ofSeconds(5));
        assertThat(MaxAge.of("max-age=86400")).contains(Duration.ofMinutes(1));
        assertThat(MaxAge.of("max-age=5, no-cache")).isEmpty();
        assertThat(MaxAge.of("max-age=0")).isEmpty();
        assertThat(MaxAge.of("max-age=-1")).isEmpty();
        assertThat(MaxAge.of("nonsense")).isEmpty();
        assertThat(MaxAge.of(null)).isEmpty();
    }

    private boolean find(Question question) {
        return answers.find(question, Duration.ofSeconds(1), 0).isPresent();
    }

    private void keep(Question question, String answer, long atNs) {
        answers.keep(question, answer, atNs, answers.changes());
    }
}
