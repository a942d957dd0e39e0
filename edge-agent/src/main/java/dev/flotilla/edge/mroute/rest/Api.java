package dev.flotilla.edge.mroute.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flotilla.edge.mroute.FlowStatus;
import dev.flotilla.edge.mroute.FlowView;
import dev.flotilla.edge.mroute.Flows;
import dev.flotilla.edge.mroute.flow.FlowDocument;
import dev.flotilla.edge.mroute.flow.FlowEdits;
import dev.flotilla.edge.mroute.flow.FlowRefusal;
import dev.flotilla.edge.mroute.flow.OutputDocument;
import dev.flotilla.edge.mroute.flow.SourceDocument;
import dev.flotilla.proto.event.v1.Event;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Clock;
import java.util.List;

/** Which request does what. Blocks as {@link Flows} does. */
final class Api {
    private static final String FLOWS = "/v1/flows";
    private static final String FLOW = FLOWS + "/";
    private static final String SELECT = "/select";
    private static final int EVENTS_OF_FLOW = 50;
    private static final int EVENTS_OF_ALL = 100;

    private final Flows flows;
    private final Clock clock;

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Health(String status, int totalFlows, int activeFlows) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record FlowList(List<FlowAnswer> flows) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EventList(List<EventAnswer> events) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Done(String id, FlowStatus status, String message) {}

    Api(Flows flows, Clock clock) {
        this.flows = flows;
        this.clock = clock;
    }

    Answer answer(Request request) {
        try {
            return route(request);
        } catch (FlowRefusal refusal) {
            return Answer.error(refusal.fault().httpStatus(), String.valueOf(refusal.getMessage()));
        }
    }

    private Answer route(Request request) {
        String path = request.path();
        if (path.startsWith(FLOW)) {
            String[] parts = path.substring(FLOW.length()).split("/", 3);
            return flow(request, parts[0], part(parts, 1), part(parts, 2));
        }
        return switch (path) {
            case "/health" -> Answer.ok(new Health("ok", flows.count(), flows.activeCount()));
            case FLOWS -> allFlows(request);
            case "/v1/events" ->
                request.is("GET")
                        ? events(flows.events(request.limit(EVENTS_OF_ALL)))
                        : Answer.wrongMethod("method not allowed");
            default -> Answer.noSuchPage();
        };
    }

    private Answer allFlows(Request request) {
        return switch (request.method()) {
            case "GET" ->
                Answer.ok(new FlowList(flows.list().stream().map(FlowAnswer::of).toList()));
            case "POST" -> Answer.json(201, FlowAnswer.of(flows.create(request.read(FlowDocument.class))));
            default -> Answer.wrongMethod("method not allowed");
        };
    }

    private Answer flow(Request request, String id, String action, String name) {
        if (id.isEmpty()) {
            return Answer.error(400, "flow id required");
        }
        return switch (action) {
            case "" -> oneFlow(request, id);
            case "start" -> request.is("POST") ? done(flows.start(id), "flow started") : Answer.wrongMethod("use POST");
            case "stop" -> request.is("POST") ? done(flows.stop(id), "flow stopped") : Answer.wrongMethod("use POST");
            case "source" -> source(request, id, name);
            case "outputs" -> outputs(request, id, name);
            case "metrics" -> metrics(id);
            case "events" -> events(flows.events(id, request.limit(EVENTS_OF_FLOW)));
            case "thumbnail" ->
                notAvailable(request, "no thumbnail available (flow not active or thumbnails not enabled)");
            case "metadata" -> notAvailable(request, "no metadata available (flow not active or probe pending)");
            case "content-quality" ->
                notAvailable(request, "no content quality data (flow not active or quality monitoring not enabled)");
            default -> Answer.error(404, "unknown action: " + action);
        };
    }

    private Answer oneFlow(Request request, String id) {
        return switch (request.method()) {
            case "GET" -> flow(flows.get(id));
            case "DELETE" -> {
                flows.delete(id);
                yield Answer.empty();
            }
            default -> Answer.wrongMethod("method not allowed");
        };
    }

    private Answer source(Request request, String id, String name) {
        if (request.is("POST") && name.endsWith(SELECT)) {
            return select(id, name.substring(0, name.length() - SELECT.length()));
        }
        return switch (request.method()) {
            case "POST" -> {
                SourceDocument added = request.read(SourceDocument.class);
                yield flow(flows.edit(id, flow -> FlowEdits.addSource(flow, added)));
            }
            case "DELETE" -> {
                requireName("source", name);
                yield flow(flows.edit(id, flow -> FlowEdits.removeSource(flow, name)));
            }
            default -> Answer.wrongMethod("use POST or DELETE");
        };
    }

    /** What mroute does not know: a switch to that source by hand. */
    private Answer select(String id, String name) {
        requireName("source", name);
        return done(flows.select(id, name), "source " + name + " selected");
    }

    private Answer outputs(Request request, String id, String name) {
        return switch (request.method()) {
            case "POST" -> {
                OutputDocument added = request.read(OutputDocument.class);
                yield flow(flows.edit(id, flow -> FlowEdits.addOutput(flow, added)));
            }
            case "PUT" -> {
                requireName("output", name);
                OutputDocument update = request.read(OutputDocument.class);
                yield flow(flows.edit(id, flow -> FlowEdits.updateOutput(flow, name, update)));
            }
            case "DELETE" -> {
                requireName("output", name);
                yield flow(flows.edit(id, flow -> FlowEdits.removeOutput(flow, name)));
            }
            default -> Answer.wrongMethod("use POST, PUT, or DELETE");
        };
    }

    private Answer metrics(String id) {
        return flows.find(id)
                .filter(flow -> flow.status() == FlowStatus.ACTIVE)
                .map(flow -> Answer.ok(MetricsAnswer.of(flow, clock.instant())))
                .orElseGet(() -> Answer.error(404, "no metrics (flow not active)"));
    }

    private static Answer flow(FlowView flow) {
        return Answer.ok(FlowAnswer.of(flow));
    }

    private static Answer done(FlowView flow, String message) {
        return Answer.ok(new Done(flow.flow().id().value(), flow.status(), message));
    }

    private static Answer events(List<Event> events) {
        return Answer.ok(new EventList(events.stream().map(EventAnswer::of).toList()));
    }

    private static Answer notAvailable(Request request, String sentence) {
        return request.is("GET") ? Answer.error(404, sentence) : Answer.wrongMethod("use GET");
    }

    private static void requireName(String kind, String name) {
        if (name.isEmpty()) {
            throw FlowRefusal.invalid("%s name required", kind);
        }
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }
}
