package dev.flotilla.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On text as a kernel 6.1 wrote it. */
class MeasurementsTest {
    private static final String STAT = """
            cpu  10132153 290696 3084719 46828483 16683 0 25195 0 175628 0
            cpu0 1393280 32966 572056 13343292 6130 0 17875 0 23933 0
            intr 1462898
            """;
    private static final String MEMINFO = """
            MemTotal:       24684096 kB
            MemFree:        11523072 kB
            MemAvailable:   20480000 kB
            Buffers:          102400 kB
            """;
    private static final String NET_DEV = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo: 9999999    8888    0    0    0     0          0         0  9999999    8888    0    0    0     0       0          0
              eth0: 1500000    1200    0    0    0     0          0         0   700000     900    0    0    0     0       0          0
            wg0:100 1 0 0 0 0 0 0 200 2 0 0 0 0 0 0
            """;

    @Test
    void countsWaitingForTheDiskAsIdle() {
        CpuTimes times = CpuTimes.parse(STAT);

        assertThat(times.total()).isEqualTo(10132153L + 290696 + 3084719 + 46828483 + 16683 + 25195);
        assertThat(times.busy()).isEqualTo(10132153L + 290696 + 3084719 + 25195);
    }

    @Test
    void givesTheBusyShareSinceTheMeasurementBefore() {
        CpuTimes earlier = new CpuTimes(1_000, 10_000);
        assertThat(new CpuTimes(1_050, 10_200).shareSince(earlier)).isEqualTo(0.25);
        assertThat(earlier.shareSince(earlier)).isZero();
        assertThat(CpuTimes.parse("").total()).isZero();
    }

    @Test
    void doesNotCountWhatTheKernelCouldFreeAsUsed() {
        MemoryUse use = MemoryUse.parse(MEMINFO);
        assertThat(use.totalBytes()).isEqualTo(24684096L * 1024);
        assertThat(use.usedBytes()).isEqualTo((24684096L - 20480000L) * 1024);
        assertThat(MemoryUse.parse("")).isEqualTo(new MemoryUse(0, 0));
    }

    @Test
    void sumsAllInterfacesButLoopback() {
        NetworkBytes bytes = NetworkBytes.parse(NET_DEV);
        assertThat(bytes).isEqualTo(new NetworkBytes(1_500_100, 700_200));
        assertThat(bytes.inBpsSince(new NetworkBytes(1_000_100, 0), Duration.ofSeconds(2)))
                .isEqualTo(2_000_000);
        assertThat(bytes.outBpsSince(new NetworkBytes(0, 800_000), Duration.ofSeconds(2)))
                .isZero();
    }

    @Test
    void readsTheNameOfTheSystemAndTheSpeedOfAnInterface() {
        assertThat(Inventories.operatingSystem("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian\"\n"))
                .isEqualTo("Debian GNU/Linux 12 (bookworm)");
        assertThat(Inventories.operatingSystem("ID=alpine\n")).isEqualTo("Linux");
        assertThat(Inventories.speedBps("10000\n")).isEqualTo(10_000_000_000L);
        assertThat(Inventories.speedBps("-1\n")).isZero();
        assertThat(Inventories.speedBps("")).isZero();
    }
}
