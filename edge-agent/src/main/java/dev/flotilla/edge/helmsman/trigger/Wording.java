package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.trigger.Trigger.DefaultStream;
import dev.flotilla.edge.helmsman.trigger.Trigger.PlayRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushOutStart;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.Question;
import dev.flotilla.edge.helmsman.trigger.Trigger.Request;
import dev.flotilla.edge.helmsman.trigger.Trigger.RtmpPushRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.StreamProcess;
import dev.flotilla.edge.helmsman.trigger.Trigger.StreamSource;
import dev.flotilla.edge.helmsman.trigger.Trigger.UserNew;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;

/**
 * Decisions in MistServer's words. The original reads the text alone: an empty one denies a rewrite, and USER_NEW is a yes or
 * no. The fork is told the action as well.
 */
final class Wording {
    private static final String NO = "false";

    private Wording() {}

    static Reply of(Question question, TriggerAnswer answer, MistFlavour flavour) {
        Reply reply = switch (answer.getAnswerCase()) {
            case VALUE -> value(question, answer.getValue());
            case DENIED -> denied(question, answer.getDenied());
            case KEEP -> keep(question);
            case OFFLINE -> offline(question, answer.getOffline());
            case UNAVAILABLE, ANSWER_NOT_SET -> safe(question);
        };
        return inWordsOf(flavour, reply);
    }

    /** What a question is answered that concerns nobody else. */
    static Reply keep(Question question, MistFlavour flavour) {
        return inWordsOf(flavour, keep(question));
    }

    private static Reply inWordsOf(MistFlavour flavour, Reply reply) {
        return flavour == MistFlavour.FORK ? reply : Reply.value(reply.text());
    }

    /** What a request for yes or no, or for a text that this agent does not change, is answered. */
    static Reply unchanged(Request request) {
        return switch (request) {
            case RtmpPushRewrite push -> Reply.value(push.url());
            case DefaultStream fallback -> Reply.value(fallback.setting());
            case StreamProcess _ -> Reply.value("");
            case Trigger.SystemStart _,
                    Trigger.SystemStop _,
                    Trigger.StreamAdd _,
                    Trigger.StreamConfig _,
                    Trigger.StreamRemove _,
                    Trigger.ConnOpen _,
                    Trigger.ConnPlay _,
                    Trigger.StreamLoad _,
                    Trigger.StreamReady _,
                    Trigger.StreamPush _,
                    Trigger.LiveBandwidth _,
                    Trigger.StreamUnload _ -> Reply.YES;
        };
    }

    /** As if nobody had been asked. */
    private static Reply keep(Question question) {
        return switch (question) {
            case PushRewrite push -> Reply.action(push.streamKey(), "keep", "");
            case PlayRewrite play -> Reply.action(play.stream().name(), "keep", "");
            case UserNew _ -> Reply.YES;
            case StreamSource _ -> Reply.action("", "use-configured", "");
            case PushOutStart push -> Reply.action(push.target(), "keep", "");
        };
    }

    private static Reply value(Question question, String value) {
        return switch (question) {
            // Any text but these is a no to MistServer, and an empty name a denial without a word.
            case UserNew _ -> value.equals("true") ? Reply.YES : denied(question, value);
            case PushRewrite _, PlayRewrite _ -> value.isEmpty() ? denied(question, "") : Reply.value(value);
            case StreamSource _ -> value.isEmpty() ? keep(question) : Reply.value(value);
            case PushOutStart _ -> value.isEmpty() ? denied(question, "") : Reply.value(value);
        };
    }

    private static Reply denied(Question question, String reason) {
        return switch (question) {
            case UserNew _ -> Reply.action(NO, "deny", reason);
            case PushRewrite _, PlayRewrite _, PushOutStart _ -> Reply.action("", "deny", reason);
            case StreamSource _ -> offline(question, reason);
        };
    }

    /** A source that no MistServer can open: the original has no word for a stream without one. */
    private static Reply offline(Question question, String reason) {
        return question instanceof StreamSource
                ? Reply.action("offline:" + reason, "offline", reason)
                : denied(question, reason);
    }

    /** Nobody could decide: nobody new is let in, and what was configured on the node goes on. */
    private static Reply safe(Question question) {
        return switch (question) {
            case PushRewrite _, PlayRewrite _, UserNew _ -> denied(question, "unavailable");
            case StreamSource _, PushOutStart _ -> keep(question);
        };
    }
}
