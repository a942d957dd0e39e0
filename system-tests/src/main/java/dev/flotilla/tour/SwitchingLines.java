package dev.flotilla.tour;

import static dev.flotilla.tour.TransportWalk.expectWhole;
import static dev.flotilla.tour.TransportWalk.freePort;
import static dev.flotilla.tour.TransportWalk.more;
import static dev.flotilla.tour.TransportWalk.output;
import static dev.flotilla.tour.TransportWalk.source;
import static dev.flotilla.tour.step.Step.expect;

import dev.flotilla.tour.media.TestStream;
import dev.flotilla.tour.media.TwoLines;
import dev.flotilla.tour.media.UdpReceiver;
import dev.flotilla.tour.step.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A flow with two sources of which one stands by: the line that feeds it is cut and comes back. */
final class SwitchingLines {
    private static final Duration SILENCE = Duration.ofMillis(200);
    private static final Duration MOST = SILENCE.plusMillis(150);

    private final TransportWalk walk;
    private final UdpReceiver receiver;
    private final TwoLines lines;
    private final int portA = freePort();
    private final int portB = freePort();
    private String flow = "";

    SwitchingLines(TransportWalk walk) throws IOException {
        this.walk = walk;
        receiver = walk.keep(new UdpReceiver(0));
        lines = walk.keep(new TwoLines(portA, portB, false));
    }

    List<Step> steps() {
        return List.of(
                new Step("A flow with two lines hears both; the primary feeds it", this::start),
                new Step("The primary line is cut, and the other one takes over", this::cut),
                new Step("The primary line comes back, and takes over again without a pause", this::comeBack),
                new Step("Somebody selects the other line by hand", this::select),
                new Step("An output is added and removed, and the others notice nothing", this::addOutput),
                new Step("What came and went is written down as events", this::readEvents));
    }

    private String start() throws IOException {
        flow = walk.startFlow(Map.of(
                "name",
                "Tour: two lines",
                "source",
                source("line A", "udp", portA),
                "sources",
                List.of(source("line B", "udp", portB)),
                "outputs",
                List.of(output("receiver", "udp", receiver.port())),
                "source_failover_config",
                Map.of(
                        "state",
                        "ENABLED",
                        "failover_mode",
                        "FAILOVER",
                        "source_priority",
                        Map.of("primary_source", "line A"),
                        "health_timeout_ms",
                        SILENCE.toMillis())));
        walk.keep(TestStream.toUdp(lines.encoderPort(), walk.log));
        walk.metrics(
                flow,
                "both lines deliver",
                metrics -> metrics.at("/source_metrics/0/connected").asBoolean()
                        && metrics.at("/source_metrics/1/connected").asBoolean()
                        && metrics.path("active_source").asText().equals("line A"));
        return "active is line A";
    }

    private String cut() throws IOException {
        more(receiver, 500);
        receiver.forgetGaps();
        lines.lose(0, TwoLines.CUT);
        active("line B");
        more(receiver, 500);
        Duration gap = receiver.seen().longestGap();
        expect(gap.compareTo(MOST) < 0, "the pause was " + gap.toMillis() + " ms");
        return "a pause of " + gap.toMillis() + " ms, of which " + SILENCE.toMillis()
                + " are the silence that counts as lost";
    }

    private String comeBack() throws IOException {
        receiver.forgetGaps();
        lines.lose(0, TwoLines.CLEAN);
        active("line A");
        more(receiver, 500);
        Duration gap = receiver.seen().longestGap();
        expect(gap.compareTo(SILENCE) < 0, "the pause was " + gap.toMillis() + " ms");
        return "longest gap " + gap.toMillis() + " ms";
    }

    private String select() throws IOException {
        walk.api.done("POST", "/v1/flows/" + flow + "/source/line%20B/select", Map.of());
        active("line B");
        var refusal = walk.api.call("POST", "/v1/flows/" + flow + "/source/line%20C/select", Map.of());
        expect(refusal.status() >= 400, "a line that does not exist was selected");
        return "and is told: " + refusal.error();
    }

    private String addOutput() throws IOException {
        var before = more(receiver, 500);
        try (var second = new UdpReceiver(0)) {
            walk.api.done("POST", "/v1/flows/" + flow + "/outputs", output("second", "udp", second.port()));
            more(second, 500);
            walk.api.done("DELETE", "/v1/flows/" + flow + "/outputs/second", Map.of());
        }
        var after = more(receiver, 500);
        expectWhole(before, after);
        return (after.packets() - before.packets()) + " packets, none lost";
    }

    private String readEvents() throws IOException {
        String events =
                walk.api.done("GET", "/v1/flows/" + flow + "/events", Map.of()).toString();
        for (String type : List.of("source_failover", "primary_recovered", "source_selected")) {
            expect(events.contains(type), "there is no event " + type);
        }
        return "";
    }

    private void active(String line) throws IOException {
        walk.metrics(
                flow,
                line + " is active",
                metrics -> metrics.path("active_source").asText().equals(line));
    }
}
