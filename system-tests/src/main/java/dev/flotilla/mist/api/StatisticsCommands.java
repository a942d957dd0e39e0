package dev.flotilla.mist.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.mist.config.Configuration;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.stream.LiveStream;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.mist.stream.Session.Kind;
import dev.flotilla.mist.stream.Streams;
import dev.flotilla.mist.stream.Tracks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Commands that ask how it goes: active_streams, stats_streams, clients, totals, load. */
final class StatisticsCommands {
    private static final List<String> CLIENT_FIELDS = List.of(
            "host",
            "stream",
            "protocol",
            "conntime",
            "position",
            "down",
            "up",
            "downbps",
            "upbps",
            "sessid",
            "pktcount",
            "pktlost",
            "pktretransmit");

    private static final List<String> TOTAL_FIELDS =
            List.of("clients", "inputs", "outputs", "downbps", "upbps", "perc_lost", "perc_retrans");

    /** What a real one says now and then instead of a rate. */
    private static final long UNDERFLOW = -7378697629483822441L;

    private final Configuration configuration;
    private final Streams streams;
    private final NodeFigures figures;
    private final Machine machine;
    private final Clock clock;

    StatisticsCommands(
            Configuration configuration, Streams streams, NodeFigures figures, Machine machine, Clock clock) {
        this.configuration = configuration;
        this.streams = streams;
        this.figures = figures;
        this.machine = machine;
        this.clock = clock;
    }

    void answer(JsonNode command, ObjectNode answer) {
        if (command.hasNonNull("active_streams")) {
            answer.set("active_streams", activeStreams(command.get("active_streams")));
        }
        if (command.hasNonNull("stats_streams")) {
            ObjectNode stats = byFields(fields(command.get("stats_streams"), List.of("clients", "lastms")));
            // One entry has no name, in a real one, too.
            stats.putArray("").add(streams.sessions().size()).add(-1);
            answer.set("stats_streams", stats);
        }
        if (command.hasNonNull("clients")) {
            answer.set("clients", clients(command.get("clients")));
        }
        if (command.hasNonNull("totals")) {
            answer.set("totals", totals(command.get("totals")));
        }
        if (command.hasNonNull("load")) {
            double memory = percent(machine.memoryUsedKib());
            double shared = percent(machine.sharedUsedKib());
            answer.putObject("load")
                    .put("cpu", machine.cpuPermille() / 10)
                    .put("mem", memory)
                    .put("shm", shared);
        }
    }

    /** With one decimal. */
    private double percent(long kib) {
        return Math.floor(1_000.0 * kib / machine.memoryKib()) / 10;
    }

    private JsonNode activeStreams(JsonNode asked) {
        if (asked.path("longform").asBoolean()) {
            ObjectNode all = Json.object();
            streams.online().forEach(stream -> all.set(stream.name(), longForm(stream)));
            return all;
        }
        if (asked.has("fields")) {
            List<String> names = fields(asked.get("fields"), List.of());
            ObjectNode all = Json.object();
            all.set("data", byFields(names));
            all.set("fields", Json.of(names));
            return all;
        }
        if (asked.isArray()) {
            return byFields(fields(asked, List.of()));
        }
        ArrayNode names = Json.array();
        streams.online().forEach(stream -> names.add(stream.name()));
        return names;
    }

    private ObjectNode byFields(List<String> names) {
        ObjectNode all = Json.object();
        for (LiveStream stream : streams.online()) {
            ArrayNode row = all.putArray(stream.name());
            ObjectNode values = longForm(stream);
            values.put("clients", streams.sessionsOf(stream.name()).count()).put("unspecified", 0);
            values.put("zerounix", stream.beganMs() / 1_000);
            names.forEach(name -> row.add(values.path(name)));
        }
        return all;
    }

    private ObjectNode longForm(LiveStream stream) {
        ObjectNode form = Json.object();
        form.put("downbytes", stream.bytesDown()).put("upbytes", stream.bytesUp());
        form.put("firstms", stream.firstMs(clock.millis()));
        form.put("lastms", stream.mediaMs(clock.millis()));
        form.set("health", Tracks.health());
        form.put("inputs", figures.inputs(stream)).put("outputs", streams.count(stream.name(), Kind.OUTPUT));
        form.put("packloss", 0).put("packretrans", 0).put("packsent", 0);
        form.putArray("pid").add(stream.process());
        form.put("status", "Online").put("tracks", 3);
        ArrayNode tags = form.putArray("tags");
        configuration.streamFor(stream.name()).path("tags").forEach(tags::add);
        if (stream.isReplica()) {
            tags.add("replicated");
        }
        form.put("viewers", streams.count(stream.name(), Kind.VIEWER)).put("views", stream.views());
        return form.put("viewseconds", stream.viewerSeconds());
    }

    private ObjectNode clients(JsonNode asked) {
        List<String> names = new ArrayList<>(CLIENT_FIELDS);
        List<String> wanted = fields(asked.path("fields"), CLIENT_FIELDS);
        names.removeIf(name -> !wanted.contains(name));
        List<String> only = fields(asked.path("streams"), List.of());
        List<String> protocols = fields(asked.path("protocols"), List.of());
        boolean isTooEarly = !asked.has("time");
        ArrayNode rows = Json.array();
        for (Session session : streams.sessions()) {
            boolean isWanted = (only.isEmpty() || only.contains(session.stream()))
                    && (protocols.isEmpty() || protocols.contains(NodeFigures.describe(session)));
            if (isWanted && !isTooEarly) {
                rows.add(client(session, names));
            }
        }
        ObjectNode clients = Json.object();
        clients.set("data", rows.isEmpty() ? NullNode.getInstance() : rows);
        clients.set("fields", Json.of(names));
        return clients.put("time", clock.millis() / 1_000 + asked.path("time").asLong(-600));
    }

    private ArrayNode client(Session session, List<String> names) {
        boolean isInput = session.kind() == Kind.INPUT;
        long rate = streams.bytesPerSecond();
        ObjectNode values = Json.object();
        values.put("host", session.host()).put("stream", session.stream());
        values.put("protocol", NodeFigures.describe(session)).put("conntime", session.seconds(clock.millis()));
        values.put("position", session.seconds(clock.millis())).put("down", session.bytesDown());
        values.put("up", session.bytesUp()).put("downbps", isInput ? rate : 0).put("upbps", isInput ? 0 : rate);
        values.put("sessid", session.id()).put("pktcount", 0).put("pktlost", 0).put("pktretransmit", 0);
        ArrayNode row = Json.array();
        names.forEach(name -> row.add(values.path(name)));
        return row;
    }

    private ObjectNode totals(JsonNode asked) {
        long now = clock.millis() / 1_000;
        long end = at(asked.path("end"), now, -3);
        long start = at(asked.path("start"), now, -30);
        List<String> names = fields(asked.path("fields"), TOTAL_FIELDS);
        ObjectNode values = Json.object();
        values.put("clients", streams.count(Kind.VIEWER)).put("inputs", streams.count(Kind.INPUT));
        values.put("outputs", streams.count(Kind.OUTPUT)).put("perc_lost", 0).put("perc_retrans", 0);
        ObjectNode totals = Json.object();
        ArrayNode rows = totals.putArray("data");
        for (long second = start; second <= end; second++) {
            values.put("downbps", streams.count(Kind.INPUT) * streams.bytesPerSecond());
            long up = streams.count(Kind.VIEWER) * streams.bytesPerSecond();
            values.put("upbps", second % 10 == 0 ? UNDERFLOW : up);
            ArrayNode row = rows.addArray();
            names.forEach(name -> row.add(values.path(name)));
        }
        totals.put("start", start).put("end", end).set("fields", Json.of(names));
        totals.putArray("interval").addArray().add(end - start).add(1);
        return totals;
    }

    private static long at(JsonNode time, long now, long otherwise) {
        long given = time.asLong(otherwise);
        return given <= 0 ? now + Math.max(-600, given) : given;
    }

    private static List<String> fields(JsonNode list, List<String> otherwise) {
        if (!list.isArray()) {
            return otherwise;
        }
        var names = new ArrayList<String>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }
}
