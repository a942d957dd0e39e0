package dev.flotilla.control.realtime.socket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.event.Events;
import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions as a client without our code has them. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class LiveIT {
    private static final String FIREHOSE = "liveFirehose";
    private static final String STREAM = "str_" + "0123456789abcdef".repeat(2);

    @Inject
    People people;

    @Inject
    Events events;

    private TenantId tenant;
    private String token;

    @BeforeEach
    void aTenant() {
        tenant = people.tenant();
        token = people.token(tenant, Role.VIEWER);
    }

    @Test
    void tellsWhatHappensToTheTenantAndToNobodyElse() {
        TenantId other = people.tenant();
        try (LiveClient ours = LiveClient.open(token);
                LiveClient theirs = LiveClient.open(people.token(other, Role.OWNER))) {
            assertThat(ours.listen("1", FIREHOSE).path("event").isNull()).isTrue();
            theirs.listen("1", FIREHOSE);
            theirs.listen("2", "liveStreamEvents(streamId: \"%s\")".formatted(STREAM));
            happens(tenant, "stream_buffer", "ours");
            happens(other, "test", "theirs");
            assertThat(ours.told(FIREHOSE).at("/event/message").asText()).isEqualTo("ours");
            assertThat(theirs.told(FIREHOSE).at("/event/message").asText()).isEqualTo("theirs");
        }
    }

    @Test
    void tellsEachSubscriptionItsOwn() {
        try (LiveClient client = LiveClient.open(token)) {
            client.listen("clips", "liveClipLifecycle(streamId: \"%s\")".formatted(STREAM));
            happens(tenant, "dvr_lifecycle", "a recording");
            happens(tenant, "clip_lifecycle", "a clip");
            assertThat(client.told("liveClipLifecycle").at("/event/message").asText())
                    .isEqualTo("a clip");
            client.say(Map.of("id", "clips", "type", "complete"));
            client.listen("tracks", "liveTrackListUpdates");
            happens(tenant, "clip_lifecycle", "another clip");
            happens(tenant, "stream_track_list", "tracks");
            assertThat(client.next("next").path("id").asText()).isEqualTo("tracks");
        }
    }

    @Test
    void goesOnAfterTheCursorWithoutLossOrRepetition() {
        String cursor;
        try (LiveClient client = LiveClient.open(token)) {
            client.listen("1", FIREHOSE);
            happens(tenant, "test", "before");
            cursor = client.told(FIREHOSE).path("cursor").asText();
        }
        int many = 450;
        for (int i = 0; i < many; i++) {
            happens(tenant, "test", "missed " + i);
        }
        try (LiveClient client = LiveClient.open(token)) {
            client.listen("1", "liveFirehose(after: \"%s\")".formatted(cursor));
            happens(tenant, "test", "missed " + many);
            List<String> told = IntStream.rangeClosed(0, many)
                    .mapToObj(_ -> client.told(FIREHOSE).at("/event/message").asText())
                    .toList();
            assertThat(told)
                    .isEqualTo(IntStream.rangeClosed(0, many)
                            .mapToObj(i -> "missed " + i)
                            .toList());
        }
    }

    @Test
    void namesACursorThatIsNone() {
        try (LiveClient client = LiveClient.open(token)) {
            for (String cursor : List.of("zzz", "", "OTIyMzM3MjAzNjg1NDc3NTgwNgow")) {
                client.subscribe(cursor + "!", "liveFirehose(after: \"%s\")".formatted(cursor));
                JsonNode error = client.next("error").path("payload").path(0);
                assertThat(error.at("/extensions/code").asText()).isEqualTo("INVALID_INPUT");
                assertThat(error.at("/extensions/field").asText()).isEqualTo("after");
            }
        }
    }

    @Test
    void runsNothingButSubscriptions() {
        try (LiveClient client = LiveClient.open(token)) {
            for (String query : List.of(
                    "{ me { id } }",
                    "mutation { createStream(input: {title: \"x\"}) { __typename } }",
                    "subscription {")) {
                client.say(Map.of("id", query, "type", "subscribe", "payload", Map.of("query", query)));
                assertThat(client.next("error").path("id").asText()).isEqualTo(query);
            }
        }
    }

    @Test
    void closesTheSocketWhoseTokenWasRevoked() {
        String owner = people.token(tenant, Role.OWNER);
        Response made = graphql(
                owner,
                "mutation { createApiToken(input: {name: \"live\", scopes: [EVENT_READ]}) {"
                        + " ... on CreatedApiToken { secret apiToken { id } } } }");
        String secret = made.path("data.createApiToken.secret");
        String id = made.path("data.createApiToken.apiToken.id");
        try (LiveClient client = LiveClient.open(secret)) {
            client.listen("1", FIREHOSE);
            graphql(owner, "mutation { revokeApiToken(id: \"%s\") { __typename } }".formatted(id));
            assertThat(client.closedWith()).isEqualTo(4401);
        }
    }

    @Test
    void closesTheSocketOfWhoSignsOut() {
        try (LiveClient client = LiveClient.open(token)) {
            client.listen("1", FIREHOSE);
            given().auth().oauth2(token).post("/auth/v1/logout").then().statusCode(204);
            assertThat(client.closedWith()).isEqualTo(4401);
        }
    }

    @Test
    void letsNobodyInWithoutAToken() {
        try (LiveClient client = LiveClient.silent(Map.of())) {
            client.say(Map.of("type", "connection_init"));
            assertThat(client.closedWith()).isEqualTo(4401);
        }
        try (LiveClient client = LiveClient.silent(Map.of())) {
            client.init("fl_nothing");
            assertThat(client.closedWith()).isEqualTo(4401);
        }
        try (LiveClient client = LiveClient.silent(Map.of())) {
            client.subscribe("1", FIREHOSE);
            assertThat(client.closedWith()).isEqualTo(4401);
        }
        try (LiveClient client = LiveClient.silent(Map.of())) {
            client.say(Map.of("type", "nonsense"));
            assertThat(client.closedWith()).isEqualTo(4400);
        }
    }

    @Test
    void letsThePageInThatTheBrowserSaysIsOurs() {
        String cookie = "flotilla_session=" + token;
        String ours = "http://127.0.0.1:" + RestAssured.port;
        try (LiveClient client = LiveClient.silent(Map.of("Cookie", cookie, "Origin", ours))) {
            client.say(Map.of("type", "connection_init"));
            client.next("connection_ack");
        }
        for (Map<String, String> foreign :
                List.of(Map.of("Cookie", cookie), Map.of("Cookie", cookie, "Origin", "https://evil.example"))) {
            assertThatThrownBy(() -> LiveClient.silent(foreign)).hasStackTraceContaining("403");
        }
    }

    private static Response graphql(String token, String document) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("query", document))
                .post("/graphql");
    }

    private void happens(TenantId whose, String type, String message) {
        events.record(
                whose,
                NodeId.random(),
                List.of(Event.newBuilder()
                        .setId(EventId.at(Instant.now()).value())
                        .setOccurredAtMs(Instant.now().toEpochMilli())
                        .setType(type)
                        .setMessage(message)
                        .setMedia(MediaFact.newBuilder().setStreamId(STREAM).setStream("s"))
                        .build()));
    }
}
