package dev.flotilla.control.stream.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.stream.StreamChanges.Change;
import dev.flotilla.control.stream.directory.RecentAnswers.Answer;
import dev.flotilla.control.stream.directory.RecentAnswers.Kind;
import dev.flotilla.control.stream.directory.RecentAnswers.Question;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
    private static final TenantId TENANT = TenantId.random();
    private static final int MOST = 8;

    private long nowNs = 5_000_000_000L;
    private final RecentAnswers answers = new RecentAnswers(MOST, () -> nowNs);

    @BeforeEach
    void hearsThatNothingChanged() {
        answers.hear(List.of(), nowNs);
    }

    @Test
    void remembersAnAnswer() {
        learn("a", "stream a");
        assertThat(answers.recent(key("a")))
                .hasValueSatisfying(answer ->
                        assertThat(answer.stream()).map(StreamRecord::getId).contains("stream a"));
        assertThat(answers.recent(new Question(TenantId.random(), Kind.STREAM_KEY, "a")))
                .isEmpty();
        assertThat(answers.recent(new Question(TENANT, Kind.NAME, "a"))).isEmpty();
    }

    @Test
    void forgetsAStreamThatChanged() {
        learn("a", "stream a");
        learn("b", "stream b");
        answers.hear(List.of(change(TENANT, "stream a")), nowNs);
        assertThat(answers.recent(key("a"))).isEmpty();
        assertThat(answers.recent(key("b"))).isPresent();
    }

    @Test
    void forgetsWhatATenantHadNotWhenAStreamOfItChanged() {
        var theirs = new Question(TenantId.random(), Kind.STREAM_KEY, "a");
        answers.learn(key("a"), () -> Answer.NONE);
        answers.learn(theirs, () -> Answer.NONE);
        assertThat(answers.recent(key("a")))
                .hasValueSatisfying(answer -> assertThat(answer.stream()).isEmpty());
        answers.hear(List.of(change(TENANT, "stream a")), nowNs);
        assertThat(answers.recent(key("a"))).isEmpty();
        assertThat(answers.recent(theirs)).isPresent();
    }

    @Test
    void doesNotRememberWhatChangedWhileItWasLookedUp() {
        answers.learn(key("a"), () -> {
            answers.hear(List.of(change(TENANT, "stream a")), nowNs);
            return stream("stream a");
        });
        assertThat(answers.recent(key("a"))).isEmpty();
    }

    @Test
    void believesNothingOnceChangesAreNotHeard() {
        learn("a", "stream a");
        nowNs += RecentAnswers.TRUST.toNanos() - 1;
        assertThat(answers.recent(key("a"))).isPresent();
        nowNs++;
        assertThat(answers.recent(key("a"))).isEmpty();
        answers.hear(List.of(), nowNs);
        assertThat(answers.recent(key("a"))).isPresent();
        answers.clear();
        assertThat(answers.recent(key("a"))).isEmpty();
    }

    @Test
    void remembersABoundedNumberAndWhatIsUnknownDoesNotDriveOutWhatIs() {
        for (int i = 0; i < 10 * MOST; i++) {
            learn("key " + i, "stream " + i);
        }
        for (int i = 0; i < 10 * MOST; i++) {
            answers.learn(key("unknown " + i), () -> Answer.NONE);
        }
        assertThat(answers.size()).isEqualTo(MOST + MOST / 4);
        assertThat(answers.recent(key("key " + (10 * MOST - 1)))).isPresent();
    }

    @Test
    void remembersAnArtifactOnlyOnceItIsWhole() {
        var playback = new Question(TENANT, Kind.PLAYBACK_ID, "clip");
        var growing = ArtifactRecord.newBuilder().setStatus(Status.STATUS_RECORDING);
        answers.learn(playback, () -> new Answer(stream("stream a").stream(), Optional.of(growing.build())));
        assertThat(answers.recent(playback)).isEmpty();
        var whole = growing.setStatus(Status.STATUS_READY).setFile("clip.mp4").build();
        answers.learn(playback, () -> new Answer(stream("stream a").stream(), Optional.of(whole)));
        assertThat(answers.recent(playback)).flatMap(Answer::artifact).contains(whole);
        answers.hear(List.of(change(TENANT, "stream a")), nowNs);
        assertThat(answers.recent(playback)).isEmpty();
    }

    @Test
    void remembersNoLongText() {
        answers.learn(key("x".repeat(65)), () -> Answer.NONE);
        assertThat(answers.size()).isZero();
    }

    @Test
    void forgetsWhatIsNotKnownOfGuestsWithAnyChange() {
        Question guests = key("a").ofGuests(NodeId.random());
        answers.learn(guests, () -> Answer.NONE);
        assertThat(answers.recent(guests)).isPresent();
        assertThat(answers.recent(key("a"))).isEmpty();
        answers.hear(List.of(change(TenantId.random(), "stream of somebody")), nowNs);
        assertThat(answers.recent(guests)).isEmpty();
    }

    private void learn(String key, String stream) {
        answers.learn(key(key), () -> stream(stream));
    }

    private static Answer stream(String id) {
        return Answer.of(Optional.of(StreamRecord.newBuilder().setId(id).build()));
    }

    private static Question key(String text) {
        return new Question(TENANT, Kind.STREAM_KEY, text);
    }

    private static Change change(TenantId tenant, String stream) {
        return new Change(1, tenant, stream, "name", "playback id", Optional.empty());
    }
}
