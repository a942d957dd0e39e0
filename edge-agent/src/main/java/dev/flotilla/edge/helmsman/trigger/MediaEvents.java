package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.Trigger.Notice;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushOutStart;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.UserNew;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.Place;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Events that come of triggers. The same trigger makes the same event, whenever and however often it comes. */
final class MediaEvents {
    /** By which a redirect names the viewer that it led here. */
    private static final Pattern VIEWER_ID = Pattern.compile("[?&](?:fvid|fwcid)=([A-Za-z0-9-]{1,64})");

    private final Supplier<String> nodeId;
    private final StreamIds streams;
    private final InstantSource clock;

    MediaEvents(Supplier<String> nodeId, StreamIds streams, InstantSource clock) {
        this.nodeId = nodeId;
        this.streams = streams;
        this.clock = clock;
    }

    /** @param targetId of the push target that the notice is about; empty when it is about none */
    Optional<Event> of(TriggerCall call, Notice notice, String targetId) {
        return Facts.of(notice).map(fact -> {
            if (!targetId.isEmpty() && fact.fact().hasPushEnd()) {
                fact.fact().getPushEndBuilder().setTargetId(targetId);
            }
            return event(call, fact.type(), fact.stream(), fact.fact());
        });
    }

    /** Nothing for a session that is only looked at again. */
    Optional<Event> viewer(TriggerCall call, UserNew viewer, TriggerAnswer answer) {
        if (!viewer.isNew()) {
            return Optional.empty();
        }
        Matcher viewerId = VIEWER_ID.matcher(viewer.url());
        var fact = MediaFact.newBuilder();
        fact.getViewerConnectBuilder()
                .setSessionId(viewer.sessionId())
                .setConnector(viewer.connector())
                .setViewer(place(answer, viewer.host()))
                .setRequestUrl(Secrets.withoutParameters(viewer.url()))
                .setViewerId(viewerId.find() ? viewerId.group(1) : "");
        return Optional.of(event(call, "viewer_connect", viewer.stream(), fact));
    }

    Event publisher(TriggerCall call, PushRewrite push, MistStream stream, TriggerAnswer answer) {
        int scheme = push.url().indexOf("://");
        var fact = MediaFact.newBuilder();
        fact.getPushAcceptedBuilder()
                .setProtocol(scheme < 0 ? "" : push.url().substring(0, scheme))
                .setPublisher(place(answer, push.host()));
        return event(call, "push_rewrite", stream, fact);
    }

    Event pushStart(TriggerCall call, PushOutStart push, String target, String targetId) {
        var fact = MediaFact.newBuilder();
        fact.getPushStartBuilder().setTarget(Secrets.masked(target)).setTargetId(targetId);
        return event(call, "push_out_start", push.stream(), fact);
    }

    private static Place place(TriggerAnswer answer, String address) {
        return answer.hasPlace()
                ? answer.getPlace()
                : Place.newBuilder().setAddress(address).build();
    }

    private Event event(TriggerCall call, String type, MistStream stream, MediaFact.Builder fact) {
        return Event.newBuilder()
                .setId(TriggerEventId.of(nodeId.get(), call).value())
                .setOccurredAtMs(call.firedAt(clock.instant()).toEpochMilli())
                .setType(type)
                .setSeverity(Severity.SEVERITY_INFO)
                .setMedia(fact.setStream(stream.fleetName()).setStreamId(streams.of(stream)))
                .build();
    }
}
