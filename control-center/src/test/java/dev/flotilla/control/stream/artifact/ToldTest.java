package dev.flotilla.control.stream.artifact;

import static dev.flotilla.control.stream.artifact.ArtifactStatus.DELETED;
import static dev.flotilla.control.stream.artifact.ArtifactStatus.FAILED;
import static dev.flotilla.control.stream.artifact.ArtifactStatus.PROCESSING;
import static dev.flotilla.control.stream.artifact.ArtifactStatus.READY;
import static dev.flotilla.control.stream.artifact.ArtifactStatus.RECORDING;
import static dev.flotilla.control.stream.artifact.ArtifactStatus.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToldTest {
    private static final Told RECORDS = new Told("evt_5", "a", RECORDING);
    private static final Told IS_READY = new Told("evt_5", "a", READY);

    @Test
    void takesTheNewestOfANode() {
        assertThat(RECORDS.yieldsTo("evt_6", "a", RECORDING)).isTrue();
        assertThat(RECORDS.yieldsTo("evt_4", "a", RECORDING)).isFalse();
        assertThat(RECORDS.yieldsTo("evt_5", "a", RECORDING)).isFalse();
        assertThat(IS_READY.yieldsTo("evt_6", "a", FAILED)).isTrue();
        assertThat(IS_READY.yieldsTo("evt_6", "a", RECORDING)).isTrue();
    }

    @Test
    void takesTheFirstOfWhateverNode() {
        assertThat(new Told("", "", REQUESTED).yieldsTo("evt_1", "b", REQUESTED))
                .isTrue();
    }

    @Test
    void isNotTakenBackByAnotherNode() {
        assertThat(IS_READY.yieldsTo("evt_6", "b", RECORDING)).isFalse();
        assertThat(IS_READY.yieldsTo("evt_6", "b", READY)).isTrue();
    }

    @Test
    void takesWhatHasComeFurtherEvenByAClockThatIsSlow() {
        assertThat(RECORDS.yieldsTo("evt_4", "a", READY)).isTrue();
        assertThat(RECORDS.yieldsTo("evt_4", "b", PROCESSING)).isTrue();
        assertThat(RECORDS.newest("evt_4")).isEqualTo("evt_5");
        assertThat(RECORDS.newest("evt_6")).isEqualTo("evt_6");
    }

    @Test
    void neverComesBackFromDeletion() {
        assertThat(new Told("evt_5", "a", DELETED).yieldsTo("evt_6", "a", READY))
                .isFalse();
    }
}
