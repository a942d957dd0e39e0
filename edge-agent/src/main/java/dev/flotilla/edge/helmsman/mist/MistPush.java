package dev.flotilla.edge.helmsman.mist;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A push or a recording that MistServer runs.
 *
 * @param id of its process
 * @param target as it was asked for, which may hold a secret
 * @param expandedTarget with its variables filled in
 * @param file what it writes now; empty while it has written nothing
 * @param bytes of the file that it writes now
 * @param log the newest lines of its log
 */
public record MistPush(
        long id,
        MistStream stream,
        String target,
        String expandedTarget,
        long activeMs,
        String file,
        long bytes,
        List<String> log) {

    static List<MistPush> of(JsonNode answer) {
        List<MistPush> pushes = new ArrayList<>();
        for (JsonNode push : answer.path("push_list")) {
            JsonNode status = push.path(5);
            pushes.add(new MistPush(
                    Amounts.count(push.path(0)),
                    new MistStream(push.path(1).asText()),
                    push.path(2).asText(),
                    push.path(3).asText(),
                    Amounts.count(status.path("active_ms")),
                    status.path("current_target").asText(""),
                    Amounts.count(status.path("bytes")),
                    push.path(4)
                            .valueStream()
                            .map(line -> line.path(2).asText())
                            .toList()));
        }
        return pushes;
    }

    /** Never the target. */
    @Override
    public String toString() {
        return "MistPush[" + id + ", " + stream + "]";
    }
}
