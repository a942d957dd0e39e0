package dev.flotilla.bench.transport;

import dev.flotilla.bench.relay.Contender;
import dev.flotilla.bench.relay.Ffmpeg;
import dev.flotilla.bench.relay.FlotillaEngine;
import dev.flotilla.bench.relay.Job;
import dev.flotilla.bench.relay.Job.Leg;
import dev.flotilla.bench.relay.PublicMroute;
import dev.flotilla.bench.relay.SrtLiveTransmit;
import dev.flotilla.bench.relay.Yardstick;
import dev.flotilla.bench.tool.Toolbox;
import dev.flotilla.bench.transport.Comparison.Goal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The transport engine beside its peers. */
public final class TransportBench {
    private static final long MBPS = 1_000_000;
    private static final FlotillaEngine AT_ONCE = FlotillaEngine.holding(0);
    private static final FlotillaEngine USUAL = FlotillaEngine.holding(1);
    private static final FlotillaEngine SMOOTH = FlotillaEngine.holding(5);
    private static final Contender FFMPEG = new Ffmpeg();
    private static final Contender LIVE_TRANSMIT = new SrtLiveTransmit();

    private static final Job UDP_50 = Job.of(Leg.UDP, Leg.UDP, 50, 20 * MBPS);
    private static final Job UDP_10 = Job.of(Leg.UDP, Leg.UDP, 10, 20 * MBPS);
    private static final Job UDP_1 = Job.of(Leg.UDP, Leg.UDP, 1, 20 * MBPS);
    private static final Job SRT_1 = Job.of(Leg.UDP, Leg.SRT, 1, 200 * MBPS);
    private static final Job SRT_10 = Job.of(Leg.UDP, Leg.SRT, 10, 20 * MBPS);
    private static final Job SRT_50 = Job.of(Leg.UDP, Leg.SRT, 50, 4 * MBPS);
    private static final Job FROM_SRT = Job.of(Leg.SRT, Leg.UDP, 1, 200 * MBPS);
    private static final Job SOURCES = new Job(Leg.SRT, Leg.UDP, 50, 1, 4 * MBPS, "");

    private static final List<Case> CASES = List.of(
            compare("udp-50", "UDP to 50 UDP, 20 Mb/s", UDP_50, FFMPEG, both(0.42, 0.22), Yardstick.gso(1)),
            compare("udp-10", "UDP to 10 UDP, 20 Mb/s", UDP_10, new PublicMroute(), both(0.30, 0.15)),
            compare("udp-1", "UDP to 1 UDP, 20 Mb/s", UDP_1, FFMPEG, one(0.55), Yardstick.SENDMMSG),
            compare(
                    "udp-1-fast",
                    "UDP to 1 UDP, 200 Mb/s",
                    UDP_1.at(200 * MBPS),
                    FFMPEG,
                    lossless(0.45),
                    Yardstick.SENDMMSG),
            compare("srt-1", "UDP to 1 SRT, 200 Mb/s", SRT_1, LIVE_TRANSMIT, lossless(1.35)),
            compare("srt-10", "UDP to 10 SRT, 20 Mb/s", SRT_10, FFMPEG, both(0.85, 0.75)),
            compare("srt-50", "UDP to 50 SRT, 4 Mb/s", SRT_50, FFMPEG, bothLossless(0.85, 0.75)),
            compare("from-srt", "SRT to 1 UDP, 200 Mb/s", FROM_SRT, LIVE_TRANSMIT, one(1.1)),
            compare("srt-1-aes", "UDP to 1 SRT, AES-256, 200 Mb/s", SRT_1.encrypted(), LIVE_TRANSMIT, lossless(1.35)),
            compare("srt-10-aes", "UDP to 10 SRT, AES-256, 20 Mb/s", SRT_10.encrypted(), FFMPEG, both(0.85, 0.75)),
            compare(
                    "srt-50-aes",
                    "UDP to 50 SRT, AES-256, 4 Mb/s",
                    SRT_50.encrypted(),
                    FFMPEG,
                    bothLossless(0.85, 0.75)),
            compare("from-srt-aes", "SRT to 1 UDP, AES-256, 200 Mb/s", FROM_SRT.encrypted(), LIVE_TRANSMIT, one(1.1)),
            new Capacity("srt-sources", "50 SRT sources of 4 Mb/s", SOURCES, USUAL),
            new Ceiling(
                    "udp-50-ceiling",
                    "UDP to 50 UDP, highest rate on one core",
                    UDP_50,
                    USUAL,
                    List.of(Yardstick.SENDMMSG, Yardstick.GSO),
                    12e9),
            new Timing(
                    "timing",
                    "Delay and gaps (p50 / p99 / p99.9), 20 Mb/s",
                    UDP_1,
                    USUAL,
                    List.of(AT_ONCE, SMOOTH, Yardstick.SENDMMSG, FFMPEG)),
            new Memory("memory", "Engine, resident", USUAL),
            new Allocation("allocation", "Heap, UDP to 10 UDP, 200 Mb/s", UDP_10.at(200 * MBPS), USUAL));

    private TransportBench() {}

    private static Case compare(
            String name, String title, Job job, Contender peer, List<Goal> goals, Contender... beside) {
        return new Comparison(name, title, job, peer, goals, List.of(beside));
    }

    private static List<Goal> one(double usual) {
        return List.of(new Goal(USUAL, usual, false));
    }

    private static List<Goal> lossless(double usual) {
        return List.of(new Goal(USUAL, usual, true));
    }

    private static List<Goal> both(double usual, double smooth) {
        return List.of(new Goal(USUAL, usual, false), new Goal(SMOOTH, smooth, false));
    }

    private static List<Goal> bothLossless(double usual, double smooth) {
        return List.of(new Goal(USUAL, usual, true), new Goal(SMOOTH, smooth, true));
    }

    /** The names of the cases, each with what it is. */
    public static List<String> list() {
        return CASES.stream()
                .map(one -> "%-16s %s".formatted(one.name(), one.title()))
                .toList();
    }

    /**
     * Measures and prints.
     *
     * @param only names of cases; empty means all
     * @return whether every goal was met
     */
    public static boolean run(Toolbox toolbox, Set<String> only, int seconds, int rounds, PrintStream out)
            throws IOException {
        for (String name : only) {
            if (CASES.stream().noneMatch(one -> one.name().equals(name))) {
                throw new IllegalArgumentException("there is no case '" + name + "'");
            }
        }
        var lab = new Lab(toolbox, seconds, rounds, out);
        var findings = new ArrayList<Finding>();
        for (Case one : CASES) {
            if (only.isEmpty() || only.contains(one.name())) {
                out.println(one.name() + ": " + one.title());
                List<Finding> found = one.run(lab);
                findings.addAll(found);
                out.println("\n" + Finding.table(found));
            }
        }
        if (findings.size() > 1) {
            out.println(Finding.table(findings));
        }
        return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.MISSED);
    }
}
