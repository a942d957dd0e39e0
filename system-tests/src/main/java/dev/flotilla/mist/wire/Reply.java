package dev.flotilla.mist.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One HTTP answer. Its headers go out in alphabetical order, as MistServer's do. */
public final class Reply {
    /** What MistServer allows any web page to do. */
    private static final SortedMap<String, String> FOR_BROWSERS = new TreeMap<>(Map.of(
            "Access-Control-Allow-Credentials", "true",
            "Access-Control-Allow-Headers", "*",
            "Access-Control-Allow-Methods", "GET, POST, OPTIONS, HEAD",
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Expose-Headers", "*",
            "Access-Control-Max-Age", "600",
            "Cache-Control", "no-cache, no-store, must-revalidate",
            "Expires", "0",
            "Pragma", "no-cache"));

    private final int status;
    private final String reason;
    private final SortedMap<String, String> headers;
    private final byte[] body;
    private final boolean isFramed;

    /** @param isFramed whether it says how long it is; where a real one does not, a caller waits in vain */
    private Reply(int status, String reason, SortedMap<String, String> headers, byte[] body, boolean isFramed) {
        this.status = status;
        this.reason = reason;
        this.headers = headers;
        this.body = body;
        this.isFramed = isFramed;
    }

    public static Reply of(int status, String reason, String type, byte[] body) {
        var headers = new TreeMap<>(FOR_BROWSERS);
        headers.put("Access-Control-Request-Headers", "*");
        headers.put("Access-Control-Request-Method", "GET");
        if (!type.isEmpty()) {
            headers.put("Content-Type", type);
        }
        return new Reply(status, reason, headers, body, true);
    }

    public static Reply ok(String type, String body) {
        return of(200, "OK", type, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply ok(String type, byte[] body) {
        return of(200, "OK", type, body);
    }

    public static Reply failure(int status, String reason, String body) {
        return of(status, reason, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one more header. */
    public Reply with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, reason, more, body, isFramed);
    }

    /** Another quirk: no word of its length, on a connection that stays open. */
    public Reply unframed() {
        return new Reply(status, reason, headers, body, false);
    }

    /** A quirk of some of MistServer's pages: the caller's own headers come back. */
    public Reply echoing(Request request) {
        Reply reply = this;
        for (String header : new String[] {"Accept", "Host", "User-Agent"}) {
            if (!request.header(header).isEmpty()) {
                reply = reply.with(header, request.header(header));
            }
        }
        return reply;
    }

    /** All of it, or only its head. */
    byte[] bytes(boolean isHeadOnly) {
        byte[] head = head();
        if (isHeadOnly) {
            return head;
        }
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private byte[] head() {
        var head = new StringBuilder("HTTP/1.1 " + status + " " + reason + "\r\n");
        var all = new TreeMap<>(headers);
        if (isFramed) {
            all.put("Content-Length", Integer.toString(body.length));
        }
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
