package dev.flotilla.control.access.signon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser without a window: follows redirects and keeps the cookies of each host and port. */
final class Browsing {
    private static final int MOST_STEPS = 12;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Map<String, String>> cookies = new HashMap<>();

    /** Where one is after a step. */
    record Page(URI address, int status, String text) {}

    Page open(URI address) throws IOException, InterruptedException {
        return follow(HttpRequest.newBuilder(address).GET());
    }

    Page send(URI address, String form) throws IOException, InterruptedException {
        return follow(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    String cookie(URI of, String name) {
        return jar(of).getOrDefault(name, "");
    }

    private Page follow(HttpRequest.Builder first) throws IOException, InterruptedException {
        HttpRequest.Builder next = first;
        for (int step = 0; step < MOST_STEPS; step++) {
            URI address = next.build().uri();
            String sent = jar(address).entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            if (!sent.isEmpty()) {
                next.header("Cookie", sent);
            }
            HttpResponse<String> answer =
                    client.send(next.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("set-cookie").forEach(line -> keep(address, line));
            if (answer.statusCode() / 100 != 3) {
                return new Page(address, answer.statusCode(), answer.body());
            }
            URI target = address.resolve(answer.headers().firstValue("location").orElseThrow());
            if (target.getFragment() != null || target.getPath().equals("/")) {
                return new Page(target, answer.statusCode(), "");
            }
            next = HttpRequest.newBuilder(target).GET();
        }
        throw new IOException("redirected without end");
    }

    private void keep(URI from, String line) {
        String pair = line.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        String value = pair.substring(pair.indexOf('=') + 1);
        if (value.isEmpty() || line.toLowerCase(Locale.ROOT).contains("max-age=0")) {
            jar(from).remove(name);
        } else {
            jar(from).put(name, value);
        }
    }

    private Map<String, String> jar(URI of) {
        return cookies.computeIfAbsent(of.getAuthority(), authority -> new HashMap<>());
    }
}
