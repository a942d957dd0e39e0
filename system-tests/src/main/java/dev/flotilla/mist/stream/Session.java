package dev.flotilla.mist.stream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One viewer, publisher or other taker of a stream, as MistServer counts them. */
public final class Session {
    private final String id;
    private final String token;
    private final Kind kind;
    private final String stream;
    private final String connector;
    private final String host;
    private final String url;
    private final String agent;
    private final long beganMs;
    private volatile long lastActiveMs;
    private volatile boolean isHeld;
    private volatile long bytesUp;
    private volatile long bytesDown;

    /** What a session counts as. */
    public enum Kind {
        VIEWER,
        INPUT,
        OUTPUT
    }

    Session(Kind kind, String stream, Visitor visitor, long nowMs) {
        this.kind = kind;
        this.stream = stream;
        token = visitor.token();
        connector = visitor.connector();
        host = visitor.host();
        url = visitor.url();
        agent = visitor.agent();
        beganMs = nowMs;
        lastActiveMs = nowMs;
        id = switch (kind) {
            case VIEWER -> idOf(stream, host, token);
            case INPUT -> "I" + idOf(stream, host, token + connector);
            case OUTPUT -> "O" + idOf(stream, host, token + connector);
        };
    }

    /** MistServer's id of a viewer: SHA-256 over name, address as IPv6 and token. */
    public static String idOf(String stream, String host, String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(stream.getBytes(StandardCharsets.UTF_8));
            digest.update(mapped(host));
            digest.update(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] mapped(String host) {
        try {
            byte[] address = InetAddress.getByName(host.isEmpty() ? "::" : host).getAddress();
            if (address.length == 16) {
                return address;
            }
            byte[] mapped = new byte[16];
            mapped[10] = (byte) 0xff;
            mapped[11] = (byte) 0xff;
            System.arraycopy(address, 0, mapped, 12, 4);
            return mapped;
        } catch (UnknownHostException e) {
            return new byte[16];
        }
    }

    public String id() {
        return id;
    }

    public String token() {
        return token;
    }

    public Kind kind() {
        return kind;
    }

    public String stream() {
        return stream;
    }

    public String connector() {
        return connector;
    }

    public String host() {
        return host;
    }

    public String url() {
        return url;
    }

    public String agent() {
        return agent;
    }

    public long seconds(long nowMs) {
        return (nowMs - beganMs) / 1_000;
    }

    public long bytesUp() {
        return bytesUp;
    }

    public long bytesDown() {
        return bytesDown;
    }

    public long lastActiveMs() {
        return lastActiveMs;
    }

    /** Whether somebody stays connected, as a virtual viewer or an encoder does between ticks. */
    public boolean isHeld() {
        return isHeld;
    }

    void hold() {
        isHeld = true;
    }

    void letGo(long nowMs) {
        isHeld = false;
        lastActiveMs = nowMs;
    }

    void touch(long nowMs) {
        lastActiveMs = nowMs;
    }

    synchronized void count(long up, long down) {
        bytesUp += up;
        bytesDown += down;
    }
}
