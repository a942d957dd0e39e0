package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a MistServer asks or tells by HTTP, one record for each of its triggers. Hosts are addresses as text, without the
 * prefix of mapped ones. Byte counts are unsigned on the wire; one that says nothing is 0.
 */
public sealed interface Trigger {
    /** Waits for an answer that is more than yes or no, and that a Foghorn decides. */
    sealed interface Question extends Trigger {}

    /** Waits for yes or no; this agent has nothing against it. */
    sealed interface Request extends Trigger {}

    /** Tells what happened and needs no answer. */
    sealed interface Notice extends Trigger {}

    /**
     * Somebody publishes.
     *
     * @param streamKey what MistServer takes for the stream's name
     */
    record PushRewrite(String url, String host, String streamKey) implements Question {
        /** Never the key, which the address holds too. */
        @Override
        public String toString() {
            return "PushRewrite[" + host + "]";
        }
    }

    /**
     * Something connects to a stream to read it: a viewer, but also a recording (without a host) and another MistServer
     * (connector DTSC).
     */
    record PlayRewrite(MistStream stream, String host, String connector, String url) implements Question {}

    /**
     * A viewer's session begins, or is looked at again.
     *
     * @param isTokenValid whether MistServer itself found a token valid; empty when the session is looked at again
     */
    record UserNew(
            MistStream stream,
            String host,
            String token,
            String connector,
            String url,
            String sessionId,
            Optional<Boolean> isTokenValid)
            implements Question {
        public boolean isNew() {
            return isTokenValid.isPresent();
        }
    }

    /** MistServer wants to know where a stream comes from. */
    record StreamSource(MistStream stream) implements Question {}

    /**
     * A push or recording is about to start.
     *
     * @param target before variables; may hold a secret
     */
    record PushOutStart(MistStream stream, String target) implements Question {}

    record SystemStart(String version) implements Request {}

    record SystemStop(String reason) implements Request {}

    record StreamAdd(String stream, String config) implements Request {}

    record StreamConfig(String stream, String config) implements Request {}

    record StreamRemove(String stream) implements Request {}

    record ConnOpen(MistStream stream, String host, String connector, String url) implements Request {}

    record ConnPlay(MistStream stream, String host, String connector, String url) implements Request {}

    /** Before {@link PushRewrite}, with RTMP only. */
    record RtmpPushRewrite(String url, String host) implements Request {}

    record StreamLoad(MistStream stream) implements Request {}

    record StreamReady(MistStream stream, String input) implements Request {}

    record StreamPush(MistStream stream, String host, String connector, String url) implements Request {}

    record LiveBandwidth(MistStream stream, long bytesPerS) implements Request {}

    record StreamUnload(MistStream stream, String input, String detail) implements Request {}

    record DefaultStream(String setting, MistStream stream, String host, String connector, String url)
            implements Request {}

    /** Of the fork. */
    record StreamProcess(MistStream stream) implements Request {}

    record OutputStart(String protocol) implements Notice {}

    record OutputStop(String protocol) implements Notice {}

    record ConnClose(MistStream stream, String host, String connector, String url) implements Notice {}

    record ConnStop(MistStream stream, String host, String connector, String url) implements Notice {}

    /**
     * The valid tracks are other ones now.
     *
     * @param tracks JSON; empty when the last one went
     */
    record LiveTrackList(MistStream stream, String tracks) implements Notice {}

    /**
     * How the buffer of a stream is.
     *
     * @param state FULL, DRY, RECOVER or EMPTY
     * @param health JSON; empty for EMPTY
     */
    record StreamBuffer(MistStream stream, String state, String health) implements Notice {}

    /** Some twenty seconds after the last session of a stream. */
    record StreamEnd(
            MistStream stream,
            long bytesDown,
            long bytesUp,
            long viewers,
            long inputs,
            long outputs,
            long viewerSeconds)
            implements Notice {}

    record InputAbort(MistStream stream, String source, String binary, long pid, String reason, String detail)
            implements Notice {}

    /**
     * A viewer's session is over. Where the session was of several streams, connectors or hosts, the seconds of each stand at
     * the same place of their list.
     *
     * @param bytesUp sent to the viewer
     */
    record UserEnd(
            String token,
            List<MistStream> streams,
            List<String> connectors,
            List<String> hosts,
            long seconds,
            long bytesUp,
            long bytesDown,
            List<String> tags,
            List<Long> secondsOfStreams,
            String sessionId)
            implements Notice {}

    /**
     * A push process is over.
     *
     * @param log JSON
     * @param status JSON; empty when it died early
     */
    record PushEnd(long pushId, MistStream stream, String target, String usedTarget, String log, String status)
            implements Notice {
        /** Never the targets. */
        @Override
        public String toString() {
            return "PushEnd[" + pushId + ", " + stream + "]";
        }
    }

    /**
     * A file that an output wrote.
     *
     * @param tracks JSON, of the fork; empty elsewhere
     */
    record RecordingEnd(MistStream stream, Written file, String tracks) implements Notice {}

    /** An output with a target is over, a viewer's by SRT too. */
    record OutputEnd(MistStream stream, Written file) implements Notice {}

    /**
     * What an output wrote.
     *
     * @param target a path or an address
     * @param firstMs empty when no packet was ever written
     */
    record Written(
            String target,
            String connector,
            long bytes,
            long seconds,
            long startedAtS,
            long endedAtS,
            long mediaMs,
            OptionalLong firstMs,
            OptionalLong lastMs,
            String reason,
            String detail) {}

    /** Of the fork: a segment of a recording is complete. */
    record RecordingSegment(MistStream stream, String path, long durationMs, long startMs, long endMs)
            implements Notice {}

    /** Of the fork. */
    record ProcessExit(MistStream stream, String process, String status, String reason) implements Notice {}

    /** Of the fork: a publisher went. */
    record PushInputClose(MistStream stream, String host, String connector, long pid, String reason, String detail)
            implements Notice {}

    /** Of the fork. */
    record ThumbnailUpdated(MistStream stream, String poster, String sprite, String index) implements Notice {}

    /** What this agent has no use for, or has never heard of. */
    record Other(String name, String body) implements Notice {}
}
