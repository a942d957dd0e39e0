package dev.flotilla.mist.push;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.mist.config.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One push that runs: its process, its target and the last ten lines of its log. */
final class Push {
    private static final int MOST_LINES = 10;

    final int process;
    final String stream;
    final String given;
    final Target target;
    final long beganMs;
    final @Nullable Recording recording;
    final @Nullable Remote remote;
    private final Deque<ArrayNode> log = new ArrayDeque<>();

    Push(
            int process,
            String stream,
            String given,
            Target target,
            long nowMs,
            @Nullable Recording recording,
            @Nullable Remote remote) {
        this.process = process;
        this.stream = stream;
        this.given = given;
        this.target = target;
        this.recording = recording;
        this.remote = remote;
        beganMs = nowMs;
    }

    /** The target with variables filled in, as far as they are the same for all files. */
    String used() {
        return target.parameters().isEmpty() ? target.path() : given.replace(given.split("[?#]", 2)[0], target.path());
    }

    synchronized void say(long nowMs, String sentence) {
        if (log.size() == MOST_LINES) {
            log.removeFirst();
        }
        ArrayNode line = Json.array();
        line.add(nowMs / 1_000)
                .add("INFO")
                .add(sentence)
                .add(stream)
                .add(process)
                .add("MistOut" + target.connector());
        log.addLast(line.add("output.cpp:1"));
    }

    synchronized ArrayNode log() {
        ArrayNode lines = Json.array();
        log.forEach(lines::add);
        return lines;
    }

    ObjectNode status(long nowMs) {
        ObjectNode status = Json.object();
        long activeMs = nowMs - beganMs;
        status.put("active_ms", activeMs).put("active_seconds", activeMs / 1_000);
        status.put("bytes", recording == null ? activeMs * 84 : recording.lastBytes());
        status.put("latency", 296).put("media_tx", 26_453).put("mediatime", activeMs);
        status.put(
                "current_target",
                recording == null ? target.path() : recording.current().toString());
        status.putArray("tracks").add(0).add(1).add(2);
        return status;
    }

    ArrayNode listed(long nowMs) {
        ArrayNode row = Json.array();
        row.add(process).add(stream).add(given).add(used()).add(log()).add(status(nowMs));
        return row;
    }
}
