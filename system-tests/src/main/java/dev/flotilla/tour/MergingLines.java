package dev.flotilla.tour;

import static dev.flotilla.tour.TransportWalk.expectWhole;
import static dev.flotilla.tour.TransportWalk.freePort;
import static dev.flotilla.tour.TransportWalk.more;
import static dev.flotilla.tour.TransportWalk.output;
import static dev.flotilla.tour.TransportWalk.source;
import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.media.TestStream;
import dev.flotilla.tour.media.TwoLines;
import dev.flotilla.tour.media.UdpReceiver;
import dev.flotilla.tour.step.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A flow that merges two lossy lines into one whole stream (SMPTE ST 2022-7). */
final class MergingLines {
    private static final int PACKETS = 3_000;

    private final TransportWalk walk;
    private final UdpReceiver receiver;
    private final TwoLines lines;
    private final int portA = freePort();
    private final int portB = freePort();
    private String flow = "";

    MergingLines(TransportWalk walk) throws IOException {
        this.walk = walk;
        receiver = walk.keep(new UdpReceiver(0));
        lines = walk.keep(new TwoLines(portA, portB, true));
    }

    List<Step> steps() {
        return List.of(
                new Step("Two lines of RTP are merged into one stream", this::start),
                new Step("Each line loses every tenth packet, and the viewer misses none", this::loseByTurns),
                new Step("One line is cut and comes back, and the viewer misses nothing", this::cutOne),
                new Step("What both lines lose is skipped and counted, and the stream goes on", this::loseOnBoth));
    }

    private String start() throws IOException {
        flow = walk.startFlow(Map.of(
                "name",
                "Tour: merge",
                "source",
                source("line A", "rtp", portA),
                "sources",
                List.of(source("line B", "rtp", portB)),
                "outputs",
                List.of(output("receiver", "udp", receiver.port())),
                "source_failover_config",
                Map.of("state", "ENABLED", "failover_mode", "MERGE", "recovery_window", 200)));
        walk.keep(TestStream.toUdp(lines.encoderPort(), walk.log));
        walk.metrics(
                flow, "the merge works", metrics -> metrics.path("merge_active").asBoolean());
        more(receiver, 500);
        return "";
    }

    private String loseByTurns() throws IOException {
        var before = more(receiver, 100);
        lines.lose(0, packet -> packet % 10 == 0);
        lines.lose(1, packet -> packet % 10 == 5);
        var after = more(receiver, PACKETS);
        lines.lose(0, TwoLines.CLEAN);
        lines.lose(1, TwoLines.CLEAN);
        expectWhole(before, after);
        return (after.packets() - before.packets()) + " packets, none lost";
    }

    private String cutOne() throws IOException {
        var before = more(receiver, 100);
        lines.lose(0, TwoLines.CUT);
        more(receiver, PACKETS);
        lines.lose(0, TwoLines.CLEAN);
        var after = more(receiver, PACKETS);
        expectWhole(before, after);
        return (after.packets() - before.packets()) + " packets, none lost";
    }

    private String loseOnBoth() throws IOException {
        var before = more(receiver, 100);
        long missing = missing(walk.api.metrics(flow));
        lines.lose(0, packet -> packet % 100 == 0);
        lines.lose(1, packet -> packet % 100 == 0);
        var after = more(receiver, PACKETS);
        lines.lose(0, TwoLines.CLEAN);
        lines.lose(1, TwoLines.CLEAN);
        expect(after.continuityErrors() > before.continuityErrors(), "nothing was missed, although both lines lost it");
        JsonNode metrics = walk.metrics(flow, "the loss is counted", now -> missing(now) > missing);
        more(receiver, PACKETS);
        return (missing(metrics) - missing) + " packets skipped";
    }

    private static long missing(JsonNode metrics) {
        return metrics.at("/merge_stats/missing_packets").asLong();
    }
}
