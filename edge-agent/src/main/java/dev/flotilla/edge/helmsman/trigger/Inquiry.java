package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.trigger.Trigger.PlayRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushOutStart;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.Question;
import dev.flotilla.edge.helmsman.trigger.Trigger.StreamSource;
import dev.flotilla.edge.helmsman.trigger.Trigger.UserNew;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions as Foghorns are asked them, and which questions are the same. */
final class Inquiry {
    private static final Pattern SIGNED_TOKEN = Pattern.compile("[?&](?:jwt|token)=([^&]*)");
    private static final char GAP = '\0';
    private static final String DTSC = "DTSC";

    private Inquiry() {}

    static TriggerQuestion asked(TriggerCall call, Question question) {
        var asked = TriggerQuestion.newBuilder().setUuid(call.uuid()).setAttempt(call.attempt());
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
                "viewer" + GAP + viewer.stream() + GAP + viewer.sessionId() + GAP + viewer.host() + GAP + viewer.url();
            case PushRewrite push -> roughly(push) + GAP + push.url();
            case PlayRewrite _, StreamSource _, PushOutStart _ -> roughly(question);
        };
    }

    /**
     * Equal for questions that were answered alike while somebody could decide: the same key, the same requested name, the
     * same stream with the same signed token or with none. Where MistServer tells of no session, the name is asked with a
     * token, so that protocols do not answer for each other.
     */
    static String roughly(Question question) {
        return switch (question) {
            case PushRewrite push -> "push" + GAP + push.streamKey();
            case PlayRewrite play -> "play" + GAP + play.stream() + GAP + play.connector();
            case UserNew viewer -> viewers(viewer.stream().name()) + signedToken(viewer);
            case StreamSource source -> "source" + GAP + source.stream();
            case PushOutStart push -> "out" + GAP + push.stream() + GAP + push.target();
        };
    }

    /** How {@link #roughly} of all viewers of a stream begins. */
    static String viewers(String stream) {
        return "viewer" + GAP + stream + GAP;
    }

    private static String signedToken(UserNew viewer) {
        Matcher inUrl = SIGNED_TOKEN.matcher(viewer.url());
        if (inUrl.find()) {
            return inUrl.group(1);
        }
        // MistServer makes up a number where the viewer brings nothing.
        return viewer.token().indexOf('.') > 0 ? viewer.token() : "";
    }
}
