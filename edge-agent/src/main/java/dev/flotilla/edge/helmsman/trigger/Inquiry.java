package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.Trigger.PlayRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushOutStart;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.Question;
import dev.flotilla.edge.helmsman.trigger.Trigger.StreamSource;
import dev.flotilla.edge.helmsman.trigger.Trigger.UserNew;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.util.UUID;

/** Questions as Foghorns are asked them, and which questions are the same. */
final class Inquiry {
    private static final char GAP = '\0';
    private static final String DTSC = "DTSC";

    private Inquiry() {}

    static TriggerQuestion asked(TriggerCall call, Question question) {
        String uuid = call.uuid().isEmpty() ? UUID.randomUUID().toString() : call.uuid();
        var asked = TriggerQuestion.newBuilder().setUuid(uuid).setAttempt(call.attempt());
        switch (question) {
            case PushRewrite(String url, String host, String key) ->
                asked.getPushRewriteBuilder().setUrl(url).setAddress(host).setStreamKey(key);
            case PlayRewrite play ->
                asked.getPlayRewriteBuilder()
                        .setRequested(play.stream().name())
                        .setAddress(play.host())
                        .setConnector(play.connector())
                        .setUrl(play.url());
            case UserNew viewer ->
                asked.getUserNewBuilder()
                        .setStream(viewer.stream().name())
                        .setAddress(viewer.host())
                        .setToken(viewer.token())
                        .setConnector(viewer.connector())
                        .setUrl(viewer.url())
                        .setSessionId(viewer.sessionId());
            case StreamSource source ->
                asked.getStreamSourceBuilder().setStream(source.stream().name());
            case PushOutStart push ->
                asked.getPushOutStartBuilder().setStream(push.stream().name()).setTarget(push.target());
        }
        return asked.build();
    }

    /** Whether nobody needs to be asked: replication between MistServers, and what the node itself writes. */
    static boolean isOfTheNodeItself(Question question) {
        return question instanceof PlayRewrite play
                && (play.connector().equals(DTSC) || play.host().isEmpty());
    }

    /** Equal for questions that are the same in all that matters to whoever decides. */
    static String exactly(Question question) {
        return switch (question) {
            case UserNew viewer ->
                viewers(viewer.stream()) + viewer.sessionId() + GAP + viewer.host() + GAP + viewer.url();
            case PushRewrite push -> "push" + GAP + push.streamKey() + GAP + push.url();
            // What MistServer opens no session for is decided here, and the rest when the session begins.
            case PlayRewrite play -> "play" + GAP + play.stream() + GAP + play.connector();
            case StreamSource source -> "source" + GAP + source.stream();
            case PushOutStart push -> "out" + GAP + push.stream() + GAP + push.target();
        };
    }

    /** Equal for questions that have one answer where that does not depend on who asks. */
    static String whoever(Question question) {
        return question instanceof UserNew viewer ? viewers(viewer.stream()) + "all" : exactly(question);
    }

    /** How all questions about viewers of a stream begin. */
    static String viewers(MistStream stream) {
        return "viewer" + GAP + stream + GAP;
    }
}
