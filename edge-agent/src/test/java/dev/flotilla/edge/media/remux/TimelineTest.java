package dev.flotilla.edge.media.remux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long MS = 1_000;
    private static final long TICK = 12;
    private static final int VIDEO = 0;
    private static final int AUDIO = 1;

    private final Timeline timeline = new Timeline(2, 0);

    @Test
    void beginsAtItsStartAndKeepsDistances() {
        assertThat(timeline.place(VIDEO, 7_000 * MS, TICK)).isZero();
        assertThat(timeline.place(AUDIO, 7_010 * MS, TICK)).isEqualTo(10 * MS);
        assertThat(timeline.place(VIDEO, 7_040 * MS, TICK)).isEqualTo(40 * MS);
        assertThat(timeline.jumps()).isZero();
    }

    @Test
    void goesOnWhenTheClockJumpsForwardOrStartsAgain() {
        timeline.place(VIDEO, 0, TICK);
        timeline.place(VIDEO, 40 * MS, TICK);
        assertThat(timeline.place(VIDEO, 90_000 * MS, TICK)).isEqualTo(80 * MS);
        assertThat(timeline.place(VIDEO, 91_000 * MS, TICK)).isEqualTo(1_080 * MS);
        assertThat(timeline.place(VIDEO, 0, TICK)).isEqualTo(1_120 * MS);
        assertThat(timeline.jumps()).isEqualTo(2);
    }

    @Test
    void placesStragglersFromBeforeAJumpWhereTheyBelong() {
        timeline.place(VIDEO, 0, TICK);
        timeline.place(AUDIO, 0, TICK);
        timeline.place(VIDEO, 60_000 * MS, TICK);
        assertThat(timeline.place(AUDIO, 20 * MS, TICK)).isEqualTo(20 * MS);
        assertThat(timeline.place(AUDIO, 60_010 * MS, TICK)).isEqualTo(50 * MS);
        assertThat(timeline.jumps()).isEqualTo(1);
    }

    @Test
    void neverRepeatsATimeOnATrack() {
        timeline.place(VIDEO, 100 * MS, TICK);
        assertThat(timeline.place(VIDEO, 100 * MS, TICK)).isEqualTo(TICK);
        assertThat(timeline.place(VIDEO, 90 * MS, TICK)).isEqualTo(2 * TICK);
        assertThat(timeline.place(VIDEO, Timeline.UNKNOWN, TICK)).isEqualTo(3 * TICK);
    }

    @Test
    void isFollowedByOneThatGoesOn() {
        timeline.place(VIDEO, 0, TICK);
        timeline.place(VIDEO, 400 * MS, TICK);
        var next = new Timeline(1, timeline.endUs());
        assertThat(next.place(VIDEO, 5 * MS, TICK)).isEqualTo(440 * MS);
    }
}
