package dev.flotilla.edge.helmsman.trigger;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Sends triggers as MistServer does: a connection each, up to five attempts, and again only where nobody answers. */
final class FiringMist {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(150);
    private static final int PATIENCE_MS = 5_000;

    private final String path;
    private final int port;

    FiringMist(int port, String path) {
        this.port = port;
        this.path = path;
    }

    /** What came of a trigger; status 0 when nobody answered any attempt. */
    record Outcome(int status, String text, int attempts) {
        boolean isAcknowledged() {
            return status >= 200 && status < 300;
        }
    }

    Outcome fire(String name, String uuid, long firedAtMs, String body, int attempts) {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                return once(name, uuid, firedAtMs, body, attempt);
            } catch (IOException nobody) {
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
        return new Outcome(0, "", attempts);
    }

    private Outcome once(String name, String uuid, long firedAtMs, String body, int attempt) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = """
            POST %s HTTP/1.1
            Accept: */*
            Content-Length: %d
            Content-Type: text/plain
            Date: Fri, 20 Nov 2026 03:19:26 +0000
            Host: 127.0.0.1:%d
            User-Agent: MistServer/3.10
            X-Attempt: %d
            X-Instance: FdMlo_DCdm@@Ahvr
            X-PID: 18580
            X-Trigger: %s
            X-Trigger-UUID: %s
            X-Trigger-UnixMillis: %d
            X-Version: 3.10

            """.formatted(path, bytes.length, port, attempt, name, uuid, firedAtMs)
                .replace("\n", "\r\n");
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            return read(socket.getInputStream(), attempt);
        }
    }

    private static Outcome read(InputStream in, int attempt) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed without an answer");
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(lower.substring(at + 16, lower.indexOf('\r', at)));
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Outcome(Integer.parseInt(head.substring(9, 12)), text, attempt);
    }
}
