package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.FakeMist;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Triggers as a real MistServer sent them, out of a log of what came in: headers, and the body's bytes as Python writes them. */
record Captured(Map<String, String> headers, String body) {
    private static final String BODY = "--- body ";

    static List<Captured> of(String log) throws IOException {
        List<Captured> all = new ArrayList<>();
        Map<String, String> headers = new HashMap<>();
        for (String line : FakeMist.text(log).lines().toList()) {
            if (line.startsWith("=== ")) {
                headers = new HashMap<>();
            } else if (line.startsWith(BODY)) {
                String body = text(line.substring(line.indexOf(": b") + 4, line.length() - 1));
                int size = Integer.parseInt(line.substring(BODY.length(), line.indexOf(" bytes")));
                if (body.getBytes(StandardCharsets.UTF_8).length != size) {
                    throw new IOException("not read as it was written: " + line);
                }
                all.add(new Captured(headers, body));
            } else if (line.indexOf(": ") > 0 && !line.startsWith("---")) {
                String header = line.replace("\\r\\n", "");
                headers.put(header.substring(0, header.indexOf(": ")), header.substring(header.indexOf(": ") + 2));
            }
        }
        return all;
    }

    String header(String name) {
        return Objects.requireNonNull(headers.get(name));
    }

    TriggerCall call() {
        return TriggerCall.of(headers::get, body.getBytes(StandardCharsets.UTF_8));
    }

    /** All that was captured is UTF-8. */
    private static String text(String literal) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < literal.length(); at++) {
            char next = literal.charAt(at);
            if (next != '\\') {
                bytes.write(next);
                continue;
            }
            char escaped = literal.charAt(++at);
            switch (escaped) {
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'x' -> {
                    bytes.write(Integer.parseInt(literal.substring(at + 1, at + 3), 16));
                    at += 2;
                }
                default -> bytes.write(escaped);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
