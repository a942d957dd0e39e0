package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.poll.MistState;
import dev.flotilla.edge.helmsman.poll.MistWatch;
import dev.flotilla.edge.helmsman.setup.Change;
import dev.flotilla.edge.helmsman.setup.Setup;
import dev.flotilla.edge.helmsman.trigger.TriggerDesk;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The MistServer beside this agent, and who looks after it. */
record Beside(MistApi api, Setup setup, Upkeep upkeep, TriggerDesk desk, MistWatch watch) {
    MistState state() {
        return watch.state();
    }

    void take(ConfigSeed seed) throws IOException {
        if (setup.take(seed)) {
            watch.nudgeUpkeep();
        }
    }

    void invalidate(MistStream stream) throws MistFailure {
        desk.forgetViewers(stream);
        api.invalidateSessions(stream);
    }

    /** Blocks while MistServer is asked. Throws {@link IllegalArgumentException} when the node's own wish makes no sense. */
    List<Change> difference() throws MistFailure {
        return setup.difference(api.config());
    }

    /** What is wrong with it, as sentences for people. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!state().problem().isEmpty()) {
            problems.add(state().problem());
        }
        problems.addAll(upkeep.problems());
        return problems;
    }

    JsonObject status() {
        MistState state = state();
        JsonObject triggers = new JsonObject();
        for (Map.Entry<String, Long> count : desk.counts().byName().entrySet()) {
            triggers.put(count.getKey(), count.getValue());
        }
        return new JsonObject()
                .put("answers", state.isAnswering())
                .put("version", state.version())
                .put("flavour", state.flavour().name().toLowerCase(Locale.ROOT))
                .put("since", state.since().toString())
                .put("restarts", state.restarts())
                .put("triggers", triggers)
                .put("unread_triggers", desk.counts().unread())
                .put("refused_triggers", desk.counts().refused())
                .put("lost_question_events", desk.counts().lostEvents())
                .put("answered_in_grace", desk.inGrace())
                .put("undecided", desk.undecided())
                .put("problems", new JsonArray(List.copyOf(problems())));
    }
}
