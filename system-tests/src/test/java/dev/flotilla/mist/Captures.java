package dev.flotilla.mist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes that a real MistServer 3.10 sent. */
final class Captures {
    private static final Pattern COMMAND = Pattern.compile(">>> POST /api (\\{.*)\\n.*\\n.*\\n.*\\n\\n(\\{.*)\\n");

    private Captures() {}

    static String text(String file) throws IOException {
        try (InputStream in = Captures.class.getResourceAsStream("/mistserver/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Each trigger request in its order, header lines as they were, and its body. */
    static List<TriggerHandler.Request> triggers(String file) throws IOException {
        var requests = new ArrayList<TriggerHandler.Request>();
        for (String part : text(file).split("=== ", -1)) {
            List<String> head = part.lines()
                    .filter(line -> line.endsWith("\\r\\n") && line.length() > 4)
                    .map(line -> line.substring(0, line.length() - 4))
                    .toList();
            Matcher body = Pattern.compile("--- body \\d+ bytes: b'(.*)'").matcher(part);
            if (!head.isEmpty() && body.find()) {
                String plain = body.group(1).replace("\\n", "\n").replace("\\\\", "\\");
                requests.add(new TriggerHandler.Request(head, plain));
            }
        }
        return requests;
    }

    /** Command to answer, of the controller's API. */
    static Map<String, String> commands(String file) throws IOException {
        var answers = new LinkedHashMap<String, String>();
        Matcher matcher = COMMAND.matcher(text(file));
        while (matcher.find()) {
            answers.put(matcher.group(1), matcher.group(2));
        }
        return answers;
    }
}
