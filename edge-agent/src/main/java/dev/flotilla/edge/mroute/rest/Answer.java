package dev.flotilla.edge.mroute.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flotilla.edge.mroute.flow.FlowJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What goes back: a status, and a text that is JSON unless it says otherwise. An empty body has no headers either. */
record Answer(int status, String body, boolean isJson) {
    /** mroute's shape of every error. */
    @RegisterForReflection
    record Failure(@JsonInclude(JsonInclude.Include.ALWAYS) String error) {}

    static Answer ok(Object value) {
        return json(200, value);
    }

    static Answer json(int status, Object value) {
        return new Answer(status, FlowJson.write(value) + "\n", true);
    }

    static Answer error(int status, String sentence) {
        return json(status, new Failure(sentence));
    }

    static Answer wrongMethod(String sentence) {
        return error(405, sentence);
    }

    static Answer empty() {
        return new Answer(204, "", false);
    }

    /** What mroute says about a path that it does not know at all. */
    static Answer noSuchPage() {
        return new Answer(404, "404 page not found\n", false);
    }
}
