package dev.flotilla.tour.center;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The control center's API: a login by name and password, then GraphQL. Logs in anew when its token has run out. */
public final class ControlCenter {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(DEADLINE).build();
    private final URI address;
    private final String login;
    private final String password;
    private String token = "";

    private ControlCenter(URI address, String login, String password) {
        this.address = address;
        this.login = login;
        this.password = password;
    }

    /**
     * Logs in.
     *
     * @throws Refused when login or password is wrong
     */
    public static ControlCenter logIn(URI address, String login, String password) throws IOException {
        var center = new ControlCenter(address, login, password);
        center.renewToken();
        return center;
    }

    /** A program's way in: an API token, or none. */
    public static ControlCenter withToken(URI address, String token) {
        var center = new ControlCenter(address, "", "");
        center.token = token;
        return center;
    }

    /** An answer, whatever it is. */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {
        /** The first error's or problem's word and sentence; empty when all is well. */
        public String refusal() {
            if (body.path("errors").size() > 0) {
                String code = body.at("/errors/0/extensions/code").asText();
                String sentence = body.at("/errors/0/message").asText();
                return code.isEmpty() ? sentence : code + ": " + sentence;
            }
            JsonNode value = body.path("data").isEmpty()
                    ? body
                    : body.path("data").elements().next();
            return value.has("message") && value.has("__typename")
                    ? value.get("__typename").asText() + ": "
                            + value.get("message").asText()
                    : "";
        }
    }

    /** Subscribes to one of the live fields. */
    public LiveEvents listen(String field) throws IOException {
        return LiveEvents.open(address, token, field);
    }

    /** Sends a GraphQL request as it stands. */
    public Answer send(Map<String, ?> request) throws IOException {
        HttpResponse<String> response = post("/graphql", JSON.writeValueAsString(request));
        String body = response.body().isBlank() ? "{}" : response.body();
        return new Answer(response.statusCode(), response.headers(), JSON.readTree(body));
    }

    /** An endpoint of the control center that is no GraphQL. */
    public Answer post(String path, Map<String, ?> document) throws IOException {
        HttpResponse<String> response = post(path, JSON.writeValueAsString(document));
        String body = response.body().isBlank() ? "{}" : response.body();
        return new Answer(response.statusCode(), response.headers(), JSON.readTree(body));
    }

    /**
     * The value of the operation's only field.
     *
     * @throws Refused when the answer is an error, or a problem of the result union
     */
    public JsonNode ask(String operation, Map<String, ?> variables) throws IOException {
        String body = JSON.writeValueAsString(Map.of("query", operation, "variables", variables));
        HttpResponse<String> response = post("/graphql", body);
        if (response.statusCode() == 401 && !login.isEmpty()) {
            renewToken();
            response = post("/graphql", body);
        }
        if (response.statusCode() != 200) {
            throw new Refused("the control center answered " + response.statusCode() + ": " + response.body());
        }
        JsonNode answer = JSON.readTree(response.body());
        if (answer.path("errors").size() > 0) {
            throw new Refused(answer.at("/errors/0/message").asText());
        }
        JsonNode value = answer.path("data").elements().next();
        if (value.hasNonNull("message") && value.hasNonNull("__typename")) {
            throw new Refused(value.get("__typename").asText() + ": "
                    + value.get("message").asText());
        }
        return value;
    }

    private void renewToken() throws IOException {
        HttpResponse<String> response =
                post("/auth/v1/token", JSON.writeValueAsString(Map.of("login", login, "password", password)));
        if (response.statusCode() != 200) {
            throw new Refused("the login was refused with " + response.statusCode() + ": " + sentence(response.body()));
        }
        token = JSON.readTree(response.body()).path("access_token").asText();
    }

    private HttpResponse<String> post(String path, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(DEADLINE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the control center", e);
        }
    }

    private static String sentence(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.path("detail").asText(problem.path("title").asText(body));
        } catch (IOException notJson) {
            return body;
        }
    }
}
