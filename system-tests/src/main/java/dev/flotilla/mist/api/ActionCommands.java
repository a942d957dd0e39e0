package dev.flotilla.mist.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.push.Pushes;
import dev.flotilla.mist.stream.Streams;
import dev.flotilla.mist.stream.Traffic;
import java.util.List;

/** Commands that do something: pushes, and sessions that are asked again or thrown out. */
final class ActionCommands {
    private static final List<String> TRIGGERS = List.of(
            "CONN_CLOSE",
            "CONN_OPEN",
            "CONN_PLAY",
            "DEFAULT_STREAM",
            "INPUT_ABORT",
            "LIVE_BANDWIDTH",
            "LIVE_TRACK_LIST",
            "OUTPUT_END",
            "OUTPUT_START",
            "OUTPUT_STOP",
            "PLAY_REWRITE",
            "PUSH_END",
            "PUSH_OUT_START",
            "PUSH_REWRITE",
            "RECORDING_END",
            "RTMP_PUSH_REWRITE",
            "STREAM_ADD",
            "STREAM_BUFFER",
            "STREAM_CONFIG",
            "STREAM_END",
            "STREAM_LOAD",
            "STREAM_PUSH",
            "STREAM_READY",
            "STREAM_REMOVE",
            "STREAM_SOURCE",
            "STREAM_UNLOAD",
            "SYSTEM_START",
            "SYSTEM_STOP",
            "USER_END",
            "USER_NEW");

    private static final List<String> TRIGGERS_OF_THE_FORK =
            List.of("PROCESS_EXIT", "PUSH_INPUT_CLOSE", "RECORDING_SEGMENT", "STREAM_PROCESS", "THUMBNAIL_UPDATED");

    private final Streams streams;
    private final Traffic traffic;
    private final Pushes pushes;
    private final boolean isFork;

    ActionCommands(Streams streams, Traffic traffic, Pushes pushes, boolean isFork) {
        this.streams = streams;
        this.traffic = traffic;
        this.pushes = pushes;
        this.isFork = isFork;
    }

    void answer(JsonNode command, ObjectNode answer) {
        JsonNode start = command.path("push_start");
        if (start.isArray()) {
            pushes.start(start.path(0).asText(), start.path(1).asText());
        } else if (start.isObject()) {
            pushes.start(start.path("stream").asText(), start.path("target").asText());
        }
        ConfigurationCommands.names(command.path("push_stop")).forEach(pushes::stop);
        ConfigurationCommands.names(command.path("push_stop_graceful")).forEach(pushes::stop);
        if (command.has("push_list")) {
            answer.set("push_list", pushes.list());
        }
        ConfigurationCommands.names(command.path("invalidate_sessions")).forEach(traffic::invalidate);
        ConfigurationCommands.names(command.path("stop_sessid"))
                .forEach(id -> streams.session(id).ifPresent(traffic::stop));
        ConfigurationCommands.names(command.path("stop_sessions")).forEach(traffic::stopAll);
        ConfigurationCommands.names(command.path("nuke_stream")).forEach(traffic::stopAll);
        if (command.has("capabilities")) {
            answer.set("capabilities", capabilities());
        }
    }

    private ObjectNode capabilities() {
        ObjectNode capabilities = Json.object();
        ObjectNode triggers = capabilities.putObject("triggers");
        TRIGGERS.forEach(triggers::putObject);
        if (isFork) {
            TRIGGERS_OF_THE_FORK.forEach(triggers::putObject);
        }
        ObjectNode connectors = capabilities.putObject("connectors");
        List.of("CMAF", "DTSC", "EBML", "HLS", "HTTP", "HTTPTS", "RTMP", "TSSRT", "WebRTC")
                .forEach(connectors::putObject);
        ArrayNode cpu = capabilities.putArray("cpu");
        cpu.addObject()
                .put("cores", 2)
                .put("mhz", 2_596)
                .put("model", "AMD EPYC")
                .put("threads", 2);
        return capabilities.put("threads", 2);
    }
}
