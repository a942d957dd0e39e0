package dev.flotilla.mist.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.media.Recorded;
import dev.flotilla.mist.media.TestMedia;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.LiveStream;
import dev.flotilla.mist.stream.Streams;
import dev.flotilla.mist.stream.Traffic;
import dev.flotilla.mist.trigger.Triggers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Pushes that run, at most 200; their commands and what they fire. */
public final class Pushes {
    private static final int MOST = 200;

    private final Streams streams;
    private final Traffic traffic;
    private final Triggers triggers;
    private final TestMedia media;
    private final Clock clock;
    private final boolean isFork;
    private final Map<Integer, Push> running = new ConcurrentSkipListMap<>();

    public Pushes(Streams streams, Traffic traffic, Triggers triggers, TestMedia media, boolean isFork, Clock clock) {
        this.streams = streams;
        this.traffic = traffic;
        this.triggers = triggers;
        this.media = media;
        this.isFork = isFork;
        this.clock = clock;
    }

    /** Starts one if it can be; a name that ends with a plus is one for each stream that begins so. Says nothing if not. */
    public void start(String name, String target) {
        List<String> names = name.endsWith("+")
                ? streams.online().stream()
                        .map(LiveStream::name)
                        .filter(each -> each.startsWith(name))
                        .toList()
                : List.of(name);
        names.forEach(each -> startOne(each, target));
    }

    /** Rows of MistServer's push_list; null when there is none. */
    public JsonNode list() {
        ArrayNode rows = Json.array();
        running.values().forEach(push -> rows.add(push.listed(clock.millis())));
        return rows.isEmpty() ? NullNode.getInstance() : rows;
    }

    /** Ends one by its number, or all of a stream by its name. */
    public void stop(String which) {
        for (Push push : running.values()) {
            if (which.equals(Integer.toString(push.process)) || which.equals(push.stream)) {
                end(push, "CLEAN_SIGNAL", "signal Terminated (15) from process " + push.process);
            }
        }
    }

    /** To be called once a second. */
    public void tick() {
        long nowMs = clock.millis();
        for (Push push : running.values()) {
            try {
                if (push.recording != null) {
                    push.recording.advance(nowMs, (path, startMs, endMs) -> written(push, path, startMs, endMs));
                }
            } catch (IOException e) {
                end(push, "WRITE_FAILURE", String.valueOf(e.getMessage()));
                continue;
            }
            if (push.remote != null && push.remote.isLost()) {
                push.say(nowMs, push.remote.why());
                end(push, "WRITE_FAILURE", push.remote.why());
            } else if (streams.find(push.stream).isEmpty()) {
                end(push, "CLEAN_EOF", "end of stream");
            } else if (push.recording != null && push.recording.isComplete(nowMs)) {
                end(push, "CLEAN_INTENDED_STOP", "planned stopping point reached");
            }
        }
    }

    /** As a crash does it: files stay as they are, and nothing is fired. */
    public void forget() {
        running.values().forEach(push -> {
            if (push.remote != null) {
                push.remote.close();
            }
        });
        running.clear();
    }

    private void startOne(String name, String given) {
        boolean isRunning =
                running.values().stream().anyMatch(push -> push.stream.equals(name) && push.given.equals(given));
        if (isRunning || running.size() >= MOST) {
            return;
        }
        int process = triggers.newProcess();
        String asked = triggers.fire(process, "PUSH_OUT_START", name, name + "\n" + given)
                .instead(given);
        if (asked.isEmpty()) {
            return;
        }
        Target plain = Target.of(asked, isFork ? "#" : "?");
        Target target = new Target(Target.expanded(plain.path(), name, clock.instant()), plain.parameters());
        if (!target.isPossible()) {
            return;
        }
        Recording recording;
        Remote remote;
        try {
            LiveStream stream = traffic.load(name);
            recording = target.isFile() ? new Recording(feed(stream), target, clock.instant()) : null;
            remote = target.isFile() ? null : Remote.to(target);
        } catch (Denied | IOException nothing) {
            return;
        }
        var push = new Push(process, name, given, target, clock.millis(), recording, remote);
        push.say(
                clock.millis(),
                "Recording " + name + " to " + target.path() + " with " + target.connector() + " format");
        running.put(process, push);
    }

    private Feed feed(LiveStream stream) throws IOException {
        return stream.file().isPresent()
                ? new Feed.File(Recorded.of(stream.file().get()), media, clock.millis())
                : new Feed.Live(stream, media);
    }

    private void written(Push push, Path path, long startMs, long endMs) {
        push.say(
                clock.millis(),
                "Adding new segment `" + path.getFileName() + "` of " + (endMs - startMs) + "ms to playlist");
        if (isFork) {
            String body = String.join(
                    "\n",
                    push.stream,
                    path.toString(),
                    Long.toString(endMs - startMs),
                    Long.toString(startMs),
                    Long.toString(endMs));
            triggers.fire(push.process, "RECORDING_SEGMENT", push.stream, body);
        }
    }

    private void end(Push push, String code, String reason) {
        if (!running.remove(push.process, push)) {
            return;
        }
        long nowMs = clock.millis();
        var outcome = new Outcome(push, nowMs);
        try {
            if (push.recording != null) {
                push.recording.finish(nowMs, (path, startMs, endMs) -> written(push, path, startMs, endMs));
            }
        } catch (IOException e) {
            push.say(nowMs, "could not write: " + e.getMessage());
        }
        if (push.remote != null) {
            push.remote.close();
        }
        if (push.recording != null) {
            String tail = isFork ? "{\"tracks\":[]}\n" : "";
            triggers.fire(push.process, "RECORDING_END", push.stream, outcome.recordingEnd(code, reason) + tail);
            triggers.fire(push.process, "OUTPUT_END", push.stream, outcome.recordingEnd(code, reason));
        }
        triggers.fire(push.process, "PUSH_END", push.stream, outcome.pushEnd());
    }

    /** Targets that run now, for tests. */
    public Map<String, String> targets() {
        return running.values().stream().collect(Collectors.toMap(push -> push.stream + " " + push.given, Push::used));
    }
}
