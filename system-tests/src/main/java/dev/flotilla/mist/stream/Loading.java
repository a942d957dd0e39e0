package dev.flotilla.mist.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.mist.config.Configuration;
import dev.flotilla.mist.stream.Denied.Reason;
import dev.flotilla.mist.trigger.Triggers;
import dev.flotilla.mist.wire.HttpCall;
import dev.flotilla.mist.wire.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings a stream online: finds its source, by a balancer or a trigger where one is configured, and pulls it if it must. */
final class Loading {
    private static final Duration BALANCER_TIMEOUT = Duration.ofSeconds(5);
    private static final long USUAL_BUFFER_MS = 50_000;

    private final Configuration configuration;
    private final Streams streams;
    private final Triggers triggers;
    private final InetAddress address;
    private final Neighbour.Directory neighbours;

    Loading(
            Configuration configuration,
            Streams streams,
            Triggers triggers,
            InetAddress address,
            Neighbour.Directory neighbours) {
        this.configuration = configuration;
        this.streams = streams;
        this.triggers = triggers;
        this.address = address;
        this.neighbours = neighbours;
    }

    /** For somebody who sends it here. */
    LiveStream toReceive(String name, long nowMs) throws Denied {
        String source = source(name);
        if (!source.startsWith("push://")) {
            throw new Denied(Reason.STREAM_LOAD, name + " has the source " + source + ", which takes no push");
        }
        return start(name, source, null, nowMs);
    }

    /** For somebody who wants to watch it. */
    LiveStream toPlay(String name, long nowMs) throws Denied {
        var online = streams.find(name);
        if (online.isPresent()) {
            return online.get();
        }
        String source = source(name);
        if (source.startsWith("dtsc://")) {
            String host = URI.create(source).getHost();
            Neighbour origin = neighbours
                    .at(host)
                    .orElseThrow(() -> new Denied(Reason.STREAM_OPEN_FAILED, "no MistServer at " + source));
            Session taken = origin.take(name, address.getHostAddress());
            return start(name, source, new LiveStream.Upstream(origin, taken), nowMs);
        }
        if (source.startsWith("push://") || source.startsWith("offline:") || source.isEmpty()) {
            throw new Denied(Reason.STREAM_OPEN_FAILED, name + " is not online (" + source + ")");
        }
        if (source.startsWith("/") && !Files.isRegularFile(Path.of(source))) {
            throw new Denied(Reason.STREAM_OPEN_FAILED, name + ": there is no file " + source);
        }
        return start(name, source, null, nowMs);
    }

    private LiveStream start(String name, String source, LiveStream.@Nullable Upstream upstream, long nowMs)
            throws Denied {
        long bufferMs = configuration.streamFor(name).path("DVR").asLong(USUAL_BUFFER_MS);
        var stream = new LiveStream(name, source, triggers.newProcess(), upstream, bufferMs, nowMs);
        if (!streams.add(stream)) {
            return streams.find(name).orElse(stream);
        }
        String input = stream.file().isEmpty() ? "Buffer" : source.endsWith(".m3u8") ? "HLS" : "AV";
        if (!triggers.fire(stream.process(), "STREAM_READY", name, name + "\n" + input)
                .isYes()) {
            streams.remove(stream);
            throw new Denied(Reason.STREAM_LOAD, "STREAM_READY said no");
        }
        return stream;
    }

    private String source(String name) throws Denied {
        JsonNode configured = configuration.streamFor(name);
        if (configured.isMissingNode()) {
            throw new Denied(Reason.STREAM_OPEN_FAILED, "no stream is configured for " + name);
        }
        int process = triggers.newProcess();
        if (!triggers.fire(process, "STREAM_LOAD", name, name).isYes()) {
            throw new Denied(Reason.STREAM_LOAD, "STREAM_LOAD said no");
        }
        String own = configured.path("source").asText();
        String asked = triggers.fire(process, "STREAM_SOURCE", name, name).instead(own);
        String source = asked.isEmpty() ? own : asked;
        return source.startsWith("balance:") ? balanced(name, source.substring("balance:".length())) : source;
    }

    /** What the balancer says; its fallback when it does not answer, or names this very node. */
    private String balanced(String name, String balancer) {
        int query = balancer.indexOf('?');
        String base = query < 0 ? balancer : balancer.substring(0, query);
        String fallback = query < 0 ? "" : Request.parameter(balancer.substring(query + 1), "fallback");
        String question =
                (fallback.isEmpty() ? "?" : "?fallback=" + encoded(fallback) + "&") + "source=" + encoded(name);
        var headers = new TreeMap<>(Map.of("Accept", "*/*", "User-Agent", "MistServer/3.10", "X-Version", "3.10"));
        try {
            URI url = URI.create(base + (URI.create(base).getRawPath().isEmpty() ? "/" : "") + question);
            String answer = new HttpCall(url, address, BALANCER_TIMEOUT)
                    .ask("GET", headers, "")
                    .body();
            boolean isHere = answer.startsWith("dtsc://")
                    && address.getHostAddress().equals(URI.create(answer).getHost());
            return isHere ? fallback : answer;
        } catch (IOException silent) {
            return fallback;
        }
    }

    /** As MistServer encodes: lower-case hexadecimal. */
    private static String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        var lower = new StringBuilder(encoded);
        for (int at = encoded.indexOf('%'); at >= 0; at = encoded.indexOf('%', at + 1)) {
            lower.replace(at, at + 3, encoded.substring(at, at + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }
}
