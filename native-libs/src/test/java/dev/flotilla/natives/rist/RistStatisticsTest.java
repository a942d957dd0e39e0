package dev.flotilla.natives.rist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RistStatisticsTest {
    private static final String RECEIVER = "{\"receiver-stats\":{\"flowinstant\":{\"flow_id\":2,\"dead\":0,"
            + "\"stats\":{\"quality\":98.5,\"received\":100,\"missing\":7,\"recovered_total\":5,\"lost\":2},"
            + "\"peers\":[{\"id\":1,\"dead\":0,\"stats\":{\"received_data\":100,\"received_rtcp\":4,\"rtt\":12.5}}]}}}";
    private static final String SENDER = "{\"sender-stats\":{\"peer\":{\"id\":1,\"cname\":\"x\",\"type\":\"data\","
            + "\"stats\":{\"quality\":100,\"sent\":200,\"received\":0,\"retransmitted\":3,\"rtt\":0}}}}";

    @Test
    void addsUpWhatEachReportCounts() {
        RistStatistics twice = RistStatistics.NONE.plus(RECEIVER, 10).plus(RECEIVER, 20);
        assertThat(twice).isEqualTo(new RistStatistics(200, 14, 10, 4, 0, 12.5, 20));
    }

    @Test
    void keepsTheRoundTripAndTheTimeWhileNothingIsHeard() {
        RistStatistics silent = RistStatistics.NONE.plus(RECEIVER, 10).plus(SENDER, 20);
        assertThat(silent.heardAtNs()).isEqualTo(10);
        assertThat(silent.roundTripMs()).isEqualTo(12.5);
        assertThat(silent.retransmitted()).isEqualTo(3);
    }

    @Test
    void takesWhatItDoesNotUnderstandForZero() {
        assertThat(RistStatistics.NONE.plus("{\"received\":\"many\",\"lost\":}", 10))
                .isEqualTo(RistStatistics.NONE);
    }
}
