package dev.flotilla.edge.foghorn.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.directory.Lookup.Found;
import dev.flotilla.edge.foghorn.directory.Lookup.Unavailable;
import dev.flotilla.edge.foghorn.directory.Lookup.Unknown;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LookupCacheTest {
    private static final StreamRecord STREAM = TestStreams.named("a").build();
    private static final StreamRecord CHANGED =
            TestStreams.named("a").setTitle("new").build();

    private final AtomicLong nowNs = new AtomicLong(7);
    private final List<CompletableFuture<Lookup>> calls = new ArrayList<>();
    private boolean isAway;
    private final LookupCache cache = new LookupCache(() -> isAway, CacheBounds.DEFAULT, true, nowNs::get);
    private final LookupCache keys = new LookupCache(() -> isAway, CacheBounds.DEFAULT, false, nowNs::get);

    private CompletionStage<Lookup> ask() {
        CompletableFuture<Lookup> call = new CompletableFuture<>();
        calls.add(call);
        return call;
    }

    private CompletableFuture<Lookup> get() {
        return cache.get("a", this::ask).toCompletableFuture();
    }

    private void pass(int seconds) {
        nowNs.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void learn() {
        var first = get();
        calls.getLast().complete(new Found(STREAM));
        assertThat(first).isCompletedWithValue(new Found(STREAM));
        calls.clear();
    }

    @Test
    void asksOnceHoweverManyWantToKnow() {
        var one = get();
        var other = get();
        assertThat(calls).hasSize(1);
        calls.getFirst().complete(new Found(STREAM));
        assertThat(one).isCompletedWithValue(new Found(STREAM));
        assertThat(other).isCompletedWithValue(new Found(STREAM));
    }

    @Test
    void takesWhatAChangeHasOvertakenForNoNews() {
        long before = cache.changes();
        cache.forget((key, stream) -> true);
        cache.learn("a", STREAM, before);
        var asked = get();
        assertThat(calls).as("it is asked for").hasSize(1);
        calls.getFirst().complete(new Found(CHANGED));
        assertThat(asked).isCompletedWithValue(new Found(CHANGED));
        cache.learn("a", STREAM, before);
        assertThat(get()).isCompletedWithValue(new Found(CHANGED));
    }

    @Test
    void waitsForNoAnswerThatIsOlderThanAChange() {
        var before = get();
        cache.forget((key, stream) -> true);
        var after = get();
        assertThat(calls).as("asked anew").hasSize(2);
        calls.get(1).complete(new Found(CHANGED));
        assertThat(after).isCompletedWithValue(new Found(CHANGED));
        calls.getFirst().complete(new Found(STREAM));
        assertThat(before).isCompletedWithValue(new Found(STREAM));
        assertThat(get()).as("the later answer stays").isCompletedWithValue(new Found(CHANGED));
    }

    @Test
    void asksAgainAfterAQuestionThatCouldNotBePut() {
        assertThat(cache.get("a", () -> {
                    throw new IllegalStateException("made to fail");
                }))
                .isCompletedWithValueMatching(Unavailable.class::isInstance);
        learn();
    }

    @Test
    void answersFromMemoryForAMinute() {
        learn();
        pass(60);
        assertThat(get()).isCompletedWithValue(new Found(STREAM));
        assertThat(calls).isEmpty();
    }

    @Test
    void answersAtOnceAndAsksAgainForHalfAMinuteMore() {
        learn();
        pass(90);
        assertThat(get()).isCompletedWithValue(new Found(STREAM));
        assertThat(calls).hasSize(1);
        calls.getFirst().complete(new Found(CHANGED));
        assertThat(get()).isCompletedWithValue(new Found(CHANGED));
    }

    @Test
    void waitsForTheAnswerAfterThat() {
        learn();
        pass(91);
        var waiting = get();
        assertThat(waiting).isNotDone();
        calls.getFirst().complete(new Unknown());
        assertThat(waiting).isCompletedWithValue(new Unknown());
    }

    @Test
    void remembersForTenSecondsThatThereIsNothing() {
        var _ = get();
        calls.getFirst().complete(new Unknown());
        pass(10);
        assertThat(get()).isCompletedWithValue(new Unknown());
        pass(1);
        assertThat(get()).isNotDone();
        assertThat(calls).hasSize(2);
    }

    @Test
    void goesByWhatWasSaidLastWhileNobodyAnswers() {
        learn();
        pass(3_600);
        var waiting = get();
        calls.getFirst().complete(new Unavailable("away"));
        assertThat(waiting).isCompletedWithValue(new Found(STREAM));

        isAway = true;
        assertThat(get()).as("does not wait any more").isCompletedWithValue(new Found(STREAM));
    }

    @Test
    void saysThatNobodyAnswersWhatItNeverKnew() {
        var waiting = get();
        calls.getFirst().complete(new Unavailable("away"));
        assertThat(waiting).isCompletedWithValue(new Unavailable("away"));
        assertThat(get()).as("may be tried again at once").isNotDone();
    }

    @Test
    void closesAfterAMinuteAndAHalfWhereTheLastWordIsNotEnough() {
        keys.get("k", this::ask);
        calls.getFirst().complete(new Found(STREAM));
        isAway = true;
        pass(90);
        assertThat(keys.get("k", this::ask).toCompletableFuture()).isCompletedWithValue(new Found(STREAM));
        calls.getLast().complete(new Unavailable("away"));
        pass(1);
        var closed = keys.get("k", this::ask).toCompletableFuture();
        calls.getLast().complete(new Unavailable("away"));
        assertThat(closed).isCompletedWithValue(new Unavailable("away"));
    }

    @Test
    void forgetsWhatHasChanged() {
        learn();
        cache.forget((key, stream) -> stream.getId().equals("str_a"));
        assertThat(get()).isNotDone();
    }

    @Test
    void doesNotTrustAnAnswerThatWasOvertakenByAChange() {
        var early = get();
        cache.forget((key, stream) -> true);
        calls.getFirst().complete(new Found(STREAM));
        assertThat(early).isCompletedWithValue(new Found(STREAM));
        assertThat(get()).as("asks again").isNotDone();
    }

    @Test
    void asksAgainForEverythingWhenChangesWereMissed() {
        learn();
        pass(1);
        cache.suspectAll();
        assertThat(get()).as("and answers all the same").isCompletedWithValue(new Found(STREAM));
        assertThat(calls).hasSize(1);
    }

    @Test
    void whatWasReadFromDiskCountsOnlyWhileNobodyAnswers() {
        cache.restore("a", STREAM);
        var waiting = get();
        assertThat(waiting).isNotDone();
        calls.getFirst().complete(new Unavailable("away"));
        assertThat(waiting).isCompletedWithValue(new Found(STREAM));
    }

    @Test
    void boundsWhatItAsksAtOnce() {
        for (int i = 0; i < 1_000; i++) {
            cache.get("x" + i, this::ask);
        }
        assertThat(get()).isCompletedWithValueMatching(answer -> answer instanceof Unavailable);
        assertThat(calls).hasSize(1_000);
    }
}
