package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;
import static dev.flotilla.tour.tenant.ControlWalk.attempt;
import static dev.flotilla.tour.tenant.ControlWalk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.step.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A program of the tenant speaks to the API with a token of its own, within its scopes, its depth and its allowance. */
final class Programming {
    private static final String ASKED = "{ streams(first: 10) { edges { node { id title keys { id } } } totalCount } }";

    private final ControlWalk walk;
    private String tokenId = "";
    private String secret = "";

    Programming(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("An API token is made for one scope, and shown this once", this::createToken),
                new Step("With it a program reads, and is told what that cost and what is left", this::read),
                new Step("Beyond its scope it is refused", this::refuseBeyondScope),
                new Step("A query that is too deep or too costly is refused before it runs", this::refuseTooMuch),
                new Step("A query that the control center knows travels as its hash", this::persist),
                new Step("The token's last use is shown; revoked, it opens nothing at once", this::revoke));
    }

    private ControlCenter program() {
        return ControlCenter.withToken(walk.fleet.console(), secret);
    }

    private String createToken() throws IOException {
        JsonNode created = change(
                walk.owner(),
                "createApiToken",
                Map.of("name", "tour", "scopes", List.of("STREAM_READ"), "lifeDays", 1),
                "... on CreatedApiToken { secret apiToken { id prefix state expiresAt } }");
        secret = created.path("secret").asText();
        tokenId = created.at("/apiToken/id").asText();
        expect(secret.startsWith("fl_"), "the token begins with " + secret.substring(0, 3));
        JsonNode listed = walk.owner().ask("{ apiTokens(first: 10) { edges { node { id prefix state } } } }", Map.of());
        expect(!listed.toString().contains(secret), "the list of tokens shows the secret");
        return created.at("/apiToken/prefix").asText() + "…";
    }

    private String read() throws IOException {
        ControlCenter.Answer answer = program().send(Map.of("query", ASKED));
        expect(answer.refusal().isEmpty(), answer.refusal());
        JsonNode cost = answer.body().at("/extensions/cost");
        expect(!cost.isMissingNode(), "no cost is told: " + answer.body());
        String left = answer.headers().firstValue("RateLimit-Remaining").orElse("");
        expect(
                !left.isEmpty(),
                "no header tells what is left: " + answer.headers().map());
        return "cost " + cost + ", " + left + " left";
    }

    private String refuseBeyondScope() throws IOException {
        String refusal = attempt(program(), "createStream", Map.of("title", "A program's"))
                .refusal();
        expect(refusal.startsWith("Forbidden"), "it is told: " + refusal);
        String reading = program()
                .send(Map.of("query", "{ nodes(first: 1) { totalCount } }"))
                .refusal();
        expect(reading.startsWith("FORBIDDEN"), "reading nodes, it is told: " + reading);
        return reading;
    }

    private String refuseTooMuch() throws IOException {
        String costly =
                program().send(Map.of("query", ASKED.replace("10", "500"))).refusal();
        expect(!costly.isEmpty(), "a page of 500 streams with their keys was answered");
        String deep = "{ nodes(first: 1) { edges { node " + "{ flows { node ".repeat(5) + "{ id }" + " } }".repeat(5)
                + " } } }";
        expect(!walk.owner().send(Map.of("query", deep)).refusal().isEmpty(), "a query 14 deep was answered");
        return costly;
    }

    private String persist() throws IOException {
        Map<String, ?> known = Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash(ASKED)));
        String unknown = program().send(Map.of("extensions", known)).refusal();
        expect(unknown.contains("PersistedQueryNotFound"), "a hash that nobody said before is answered: " + unknown);
        expect(
                program()
                        .send(Map.of("query", ASKED, "extensions", known))
                        .refusal()
                        .isEmpty(),
                "it is not taken");
        ControlCenter.Answer answer = program().send(Map.of("extensions", known));
        expect(answer.body().at("/data/streams").has("totalCount"), "by its hash it answers " + answer.body());
        return hash(ASKED).substring(0, 12) + "…";
    }

    private String revoke() throws IOException {
        JsonNode listed = walk.owner().ask("{ apiTokens(first: 10) { edges { node { id lastUsedAt } } } }", Map.of());
        expect(listed.toString().matches(".*\"lastUsedAt\":\"20.*"), "no last use is shown: " + listed);
        change(walk.owner(), "revokeApiToken", tokenId, "... on ApiToken { state }");
        ControlCenter.Answer answer = program().send(Map.of("query", ASKED));
        expect(answer.status() == 401, "the revoked token is answered with " + answer.status() + " " + answer.body());
        return "401";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
