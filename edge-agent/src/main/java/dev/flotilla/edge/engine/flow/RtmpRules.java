package dev.flotilla.edge.engine.flow;

import dev.flotilla.proto.flow.v1.RtmpCaller;
import dev.flotilla.proto.flow.v1.RtmpListener;
import dev.flotilla.proto.flow.v1.RtmpPublisher;
import java.nio.charset.StandardCharsets;

/** The rules for the fields of RTMP sources and outputs. */
final class RtmpRules {
    private static final int MAX_TEXT_BYTES = 512;

    private RtmpRules() {}

    static void check(FieldRules fields, RtmpListener listener) throws InvalidFlowException {
        fields.address("rtmp_listener.address", listener.getAddress());
        fields.range("rtmp_listener.port", listener.getPort(), 1, FieldRules.MAX_PORT);
        app(fields, "rtmp_listener.app", listener.getApp());
        if (!listener.getStreamKey().isEmpty()) {
            key(fields, "rtmp_listener.stream_key", listener.getStreamKey());
        }
    }

    static void check(FieldRules fields, RtmpCaller caller) throws InvalidFlowException {
        remote(fields, "rtmp_caller.", caller.getHost(), caller.getPort(), caller.getApp(), caller.getStreamKey());
    }

    static void check(FieldRules fields, RtmpPublisher publisher) throws InvalidFlowException {
        remote(fields, "rtmp.", publisher.getHost(), publisher.getPort(), publisher.getApp(), publisher.getStreamKey());
    }

    private static void remote(FieldRules fields, String prefix, String host, int port, String app, String key)
            throws InvalidFlowException {
        fields.host(prefix + "host", host);
        fields.range(prefix + "port", port, 0, FieldRules.MAX_PORT);
        app(fields, prefix + "app", app);
        key(fields, prefix + "stream_key", key);
    }

    private static void app(FieldRules fields, String field, String app) throws InvalidFlowException {
        if (!isText(app) || app.startsWith("/") || app.endsWith("/")) {
            throw fields.refusal(field, app, "must be a path without slashes at its ends, of at most 512 bytes");
        }
    }

    private static void key(FieldRules fields, String field, String key) throws InvalidFlowException {
        if (key.isEmpty() || !isText(key)) {
            int bytes = key.getBytes(StandardCharsets.UTF_8).length;
            throw fields.refusal(field, bytes + " bytes", "must have 1 to 512 bytes and no spaces");
        }
    }

    private static boolean isText(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
    }
}
