package dev.flotilla.control.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.StreamRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class StreamApiIT {
    private static final String STREAM = """
            ... on Stream { id title name playbackId isSuspended mostViewers recording { windowSeconds segmentSeconds }
              policy { kind signedToken { keyIds audience requiredClaims { name value } } webhook { url timeoutMs } } }""";
    private static final String CREATED = """
            ... on CreatedStream { firstKey { secret streamKey { id name prefix } }
              stream { id title name playbackId description isSuspended mostViewers recording { windowSeconds } policy { kind }
                keys { id name prefix createdBy } pushTargets { id } } }""";
    private static final String CREATED_KEY = "... on CreatedStreamKey { secret streamKey { id name prefix } }";
    private static final String TARGET = "... on PushTarget { id name address isEnabled }";
    private static final String SIGNING_KEY =
            "... on CreatedSigningKey { privateKey signingKey { id name publicKey } }";
    private static final String DELETED = "... on Deleted { id }";

    @Inject
    People people;

    @Inject
    StreamRecords records;

    private TenantId tenant;
    private GraphQLClient owner;

    @BeforeEach
    void oneTenant() {
        tenant = people.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
    }

    @Test
    void makesAPublicStreamWithAKeyThatIsShownOnce() {
        var created = create("Morning show")
                .body("stream.name", matchesPattern("[a-z0-9]{32}"))
                .body("stream.playbackId", matchesPattern("[A-Za-z0-9]{16}"))
                .body("stream.policy.kind", equalTo("PUBLIC"))
                .body("stream.recording", nullValue())
                .body("stream.mostViewers", nullValue())
                .body("stream.keys", hasSize(1))
                .body("firstKey.secret", matchesPattern("sk_[0-9a-f]{32}"));
        String id = created.extract().path("data.createStream.stream.id");
        String secret = created.extract().path("data.createStream.firstKey.secret");
        assertThat(secret).startsWith(created.extract().<String>path("data.createStream.stream.keys[0].prefix"));
        ask(id).body("data.stream.title", equalTo("Morning show")).body(not(containsString(secret)));
        assertThat(records.byKey(tenant, secret)).map(StreamRecord::getId).contains(id);
        assertThat(records.byKey(people.tenant(), secret)).isEmpty();
    }

    @Test
    void findsAStreamByItsPlaybackIdInUpperAndLowerCase() {
        String playbackId = create("a").extract().path("data.createStream.stream.playbackId");
        assertThat(records.byPlaybackId(tenant, playbackId.toLowerCase(java.util.Locale.ROOT)))
                .map(StreamRecord::getPlaybackId)
                .contains(playbackId);
        assertThat(records.byPlaybackId(tenant, playbackId.toUpperCase(java.util.Locale.ROOT)))
                .isPresent();
    }

    @Test
    void rotatesAndRevokesKeys() {
        var created = create("a");
        String first = created.extract().path("data.createStream.firstKey.secret");
        String firstId = created.extract().path("data.createStream.firstKey.streamKey.id");
        String id = created.extract().path("data.createStream.stream.id");
        var second = owner.change(
                "createStreamKey", "CreateStreamKeyInput", Map.of("streamId", id, "name", "Studio 2"), CREATED_KEY);
        String secondSecret = second.extract().path("data.createStreamKey.secret");
        owner.change("createStreamKey", "CreateStreamKeyInput", Map.of("streamId", id, "name", "Studio 2"), "")
                .body("__typename", equalTo("Conflict"));
        var rotated =
                owner.change("rotateStreamKey", firstId, CREATED_KEY).body("streamKey.name", equalTo("First key"));
        String third = rotated.extract().path("data.rotateStreamKey.secret");
        assertThat(records.byKey(tenant, first)).isEmpty();
        assertThat(records.byKey(tenant, third)).isPresent();
        owner.change("revokeStreamKey", rotated.extract().path("data.rotateStreamKey.streamKey.id"), DELETED);
        assertThat(records.byKey(tenant, third)).isEmpty();
        assertThat(records.byKey(tenant, secondSecret)).isPresent();
        ask(id).body("data.stream.keys.name", equalTo(List.of("Studio 2")));
    }

    @Test
    void boundsTheKeysOfAStream() {
        String id = idOf(create("a"));
        for (int i = 1; i < 20; i++) {
            owner.change("createStreamKey", "CreateStreamKeyInput", Map.of("streamId", id, "name", "k" + i), "")
                    .body("__typename", equalTo("CreatedStreamKey"));
        }
        owner.change("createStreamKey", "CreateStreamKeyInput", Map.of("streamId", id, "name", "k20"), "")
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("20"));
    }

    @Test
    void changesWhatIsSentAndNothingElse() {
        String id = idOf(create("a"));
        update(id, Map.of("recordingWindowSeconds", 3600, "mostViewers", 50, "isSuspended", true))
                .body("title", equalTo("a"))
                .body("isSuspended", equalTo(true))
                .body("mostViewers", equalTo(50))
                .body("recording.windowSeconds", equalTo(3600))
                .body("recording.segmentSeconds", equalTo(6));
        StreamRecord record = record(id);
        assertThat(record.getIsSuspended()).isTrue();
        assertThat(record.getMostViewers()).isEqualTo(50);
        assertThat(record.getRecording().getWindowS()).isEqualTo(3600);
        update(id, Map.of("recordingWindowSeconds", 0, "mostViewers", 0))
                .body("isSuspended", equalTo(true))
                .body("mostViewers", nullValue())
                .body("recording", nullValue());
        assertThat(record(id).hasRecording()).isFalse();
    }

    @Test
    void namesTheFieldThatIsWrong() {
        String id = idOf(create("a"));
        refused("createStream", "CreateStreamInput", Map.of("title", " "), "title");
        refused("createStream", "CreateStreamInput", Map.of("title", "x".repeat(101)), "title");
        refused("updateStream", "UpdateStreamInput", Map.of("id", id, "mostViewers", -1), "mostViewers");
        refused(
                "updateStream",
                "UpdateStreamInput",
                Map.of("id", id, "recordingWindowSeconds", 59),
                "recordingWindowSeconds");
        refused(
                "updateStream",
                "UpdateStreamInput",
                Map.of("id", id, "recordingSegmentSeconds", 6),
                "recordingSegmentSeconds");
        refused(
                "createPushTarget",
                "CreatePushTargetInput",
                Map.of("streamId", id, "name", "x", "url", "http://s3cret.example.org"),
                "url");
        refused(
                "setPlaybackPolicy",
                "SetPlaybackPolicyInput",
                Map.of("streamId", id, "kind", "SIGNED_TOKEN"),
                "signedToken");
        refused(
                "setPlaybackPolicy",
                "SetPlaybackPolicyInput",
                Map.of("streamId", id, "kind", "SIGNED_TOKEN", "signedToken", Map.of("keyIds", List.of("kid_1"))),
                "signedToken.keyIds");
        webhook(id, Map.of("url", "http://example.org/", "secret", "0123456789abcdef"), "webhook.url");
        webhook(id, Map.of("url", "https://a@example.org/", "secret", "0123456789abcdef"), "webhook.url");
        webhook(id, Map.of("url", "https://example.org/", "secret", "short"), "webhook.secret");
        webhook(id, Map.of("url", "https://example.org/"), "webhook.secret");
        webhook(
                id,
                Map.of("url", "https://example.org/", "secret", "0123456789abcdef", "timeoutMs", 1),
                "webhook.timeoutMs");
    }

    @Test
    void asksForTokensThatItsKeysSigned() {
        String id = idOf(create("a"));
        var made = owner.change("createSigningKey", "CreateSigningKeyInput", Map.of("name", "site"), SIGNING_KEY)
                .body("privateKey", containsString("BEGIN PRIVATE KEY"));
        String kid = made.extract().path("data.createSigningKey.signingKey.id");
        String brought = Es256.publicPem(Es256.newPair().getPublic().getEncoded());
        owner.change(
                        "createSigningKey",
                        "CreateSigningKeyInput",
                        Map.of("name", "app", "publicKey", brought),
                        SIGNING_KEY)
                .body("privateKey", nullValue())
                .body("signingKey.publicKey", equalTo(brought));
        owner.ask("{ signingKeys { id name } }").body("data.signingKeys.name", equalTo(List.of("site", "app")));
        policy(
                        id,
                        "SIGNED_TOKEN",
                        "signedToken",
                        Map.of(
                                "keyIds",
                                List.of(kid),
                                "audience",
                                "tv",
                                "requiredClaims",
                                List.of(Map.of("name", "plan", "value", "gold"))))
                .body("policy.kind", equalTo("SIGNED_TOKEN"))
                .body("policy.signedToken.keyIds", equalTo(List.of(kid)))
                .body("policy.signedToken.requiredClaims[0].value", equalTo("gold"));
        var token = record(id).getPolicy().getSignedToken();
        assertThat(token.getAudience()).isEqualTo("tv");
        assertThat(token.getRequiredClaimsMap()).containsEntry("plan", "gold");
        assertThat(token.getKeysList()).singleElement().satisfies(key -> {
            assertThat(key.getKid()).isEqualTo(kid);
            assertThat(Es256.publicPem(key.getPublicKey().toByteArray()))
                    .isEqualTo(made.extract().path("data.createSigningKey.signingKey.publicKey"));
        });
        policy(id, "SIGNED_TOKEN", "signedToken", Map.of()).body("policy.signedToken.keyIds", hasSize(0));
        assertThat(record(id).getPolicy().getSignedToken().getKeysList()).hasSize(2);
    }

    @Test
    void aRevokedKeyAdmitsNobody() {
        String id = idOf(create("a"));
        String kid = owner.change("createSigningKey", "CreateSigningKeyInput", Map.of("name", "site"), SIGNING_KEY)
                .extract()
                .path("data.createSigningKey.signingKey.id");
        owner.change("createSigningKey", "CreateSigningKeyInput", Map.of("name", "other"), SIGNING_KEY);
        policy(id, "SIGNED_TOKEN", "signedToken", Map.of("keyIds", List.of(kid)));
        owner.change("revokeSigningKey", kid, DELETED).body("id", equalTo(kid));
        assertThat(record(id).getPolicy().hasSignedToken()).isTrue();
        assertThat(record(id).getPolicy().getSignedToken().getKeysList()).isEmpty();
        policy(id, "SIGNED_TOKEN", "signedToken", Map.of("keyIds", List.of(kid), "audience", "tv"))
                .body("policy.signedToken.keyIds", equalTo(List.of(kid)));
        assertThat(record(id).getPolicy().getSignedToken().getKeysList()).isEmpty();
    }

    @Test
    void keepsAWebhooksSecretAndNeverAnswersIt() {
        String id = idOf(create("a"));
        String secret = "a secret of the site";
        policy(id, "WEBHOOK", "webhook", Map.of("url", "https://example.org/may", "secret", secret))
                .body("policy.webhook.timeoutMs", equalTo(2000))
                .body(not(containsString(secret)));
        policy(id, "WEBHOOK", "webhook", Map.of("url", "https://example.org/other"))
                .body("policy.webhook.url", equalTo("https://example.org/other"));
        assertThat(record(id).getPolicy().getWebhook().getSecret().toStringUtf8())
                .isEqualTo(secret);
        owner.change("setPlaybackPolicy", "SetPlaybackPolicyInput", Map.of("streamId", id, "kind", "PUBLIC"), STREAM)
                .body("policy.kind", equalTo("PUBLIC"))
                .body("policy.webhook", nullValue());
    }

    @Test
    void masksPushTargetsAndGivesThemOpenToTheEdges() {
        String id = idOf(create("a"));
        String url = "rtmp://live.example.org/app/s3cret";
        var made = owner.change(
                        "createPushTarget",
                        "CreatePushTargetInput",
                        Map.of("streamId", id, "name", "Site", "url", url),
                        TARGET)
                .body("address", equalTo("rtmp://live.example.org/app/…"))
                .body("isEnabled", equalTo(true));
        String target = made.extract().path("data.createPushTarget.id");
        assertThat(target).matches("pt_[0-9a-f]{16}");
        ask(id).body("data.stream.pushTargets.name", equalTo(List.of("Site"))).body(not(containsString("s3cret")));
        assertThat(record(id).getPushTargets(0).getUrl()).isEqualTo(url);
        change(target, Map.of("name", "Other site")).body("address", equalTo("rtmp://live.example.org/app/…"));
        assertThat(record(id).getPushTargets(0).getUrl()).isEqualTo(url);
        change(target, Map.of("url", "srt://10.0.0.1:9000?streamid=x"))
                .body("address", equalTo("srt://10.0.0.1:9000?…"));
        change(target, Map.of("isEnabled", false)).body("isEnabled", equalTo(false));
        assertThat(record(id).getPushTargetsList()).isEmpty();
        owner.change("deletePushTarget", target, DELETED).body("id", equalTo(target));
        ask(id).body("data.stream.pushTargets", hasSize(0));
    }

    @Test
    void pagesNewestFirstAndSearches() {
        for (String title : List.of("News", "Sports", "Evening news")) {
            create(title);
        }
        String page = """
                query($after: String, $search: String) { streams(first: 2, after: $after, search: $search) {
                  totalCount pageInfo { hasNextPage endCursor } edges { node { title } } } }""";
        var first = owner.ask(page)
                .body("data.streams.totalCount", equalTo(3))
                .body("data.streams.edges.node.title", equalTo(List.of("Evening news", "Sports")))
                .body("data.streams.pageInfo.hasNextPage", equalTo(true));
        owner.ask(page, Map.of("after", first.extract().<String>path("data.streams.pageInfo.endCursor")))
                .body("data.streams.edges.node.title", equalTo(List.of("News")))
                .body("data.streams.pageInfo.hasNextPage", equalTo(false));
        owner.ask(page, Map.of("search", "NEWS"))
                .body("data.streams.totalCount", equalTo(2))
                .body("data.streams.edges.node.title", equalTo(List.of("Evening news", "News")));
    }

    @Test
    void deletesAStreamWithAllThatBelongsToIt() {
        var created = create("a");
        String id = idOf(created);
        String secret = created.extract().path("data.createStream.firstKey.secret");
        owner.change("deleteStream", id, DELETED).body("id", equalTo(id));
        ask(id).body("data.stream", nullValue());
        assertThat(records.byKey(tenant, secret)).isEmpty();
        owner.change("deleteStream", id, DELETED).body("__typename", equalTo("NotFound"));
    }

    @Test
    void aViewerLooksAndAMemberMakesNoSigningKeys() {
        String id = idOf(create("a"));
        var viewer = new GraphQLClient(people.token(tenant, Role.VIEWER));
        viewer.ask("query($id: ID!) { stream(id: $id) { title } }", Map.of("id", id))
                .body("data.stream.title", equalTo("a"));
        changes(id)
                .forEach((mutation, input) ->
                        viewer.change(mutation, typeOf(mutation), input, "").body("__typename", equalTo("Forbidden")));
        for (String mutation :
                List.of("deleteStream", "rotateStreamKey", "revokeStreamKey", "deletePushTarget", "revokeSigningKey")) {
            viewer.change(mutation, id, "").body("__typename", equalTo("Forbidden"));
        }
        new GraphQLClient(people.token(tenant, Role.MEMBER))
                .change("createSigningKey", "CreateSigningKeyInput", Map.of("name", "x"), "")
                .body("__typename", equalTo("Forbidden"));
    }

    @Test
    void anotherTenantSeesNothing() {
        var created = create("a");
        String id = idOf(created);
        String key = created.extract().path("data.createStream.firstKey.streamKey.id");
        String target = owner.change(
                        "createPushTarget",
                        "CreatePushTargetInput",
                        Map.of("streamId", id, "name", "x", "url", "srt://10.0.0.1:9000"),
                        TARGET)
                .extract()
                .path("data.createPushTarget.id");
        String kid = owner.change("createSigningKey", "CreateSigningKeyInput", Map.of("name", "site"), SIGNING_KEY)
                .extract()
                .path("data.createSigningKey.signingKey.id");
        var stranger = new GraphQLClient(people.token(people.tenant(), Role.OWNER));
        stranger.ask(
                        "query($id: ID!) { stream(id: $id) { id } streams { totalCount } signingKeys { id } }",
                        Map.of("id", id))
                .body("data.stream", nullValue())
                .body("data.streams.totalCount", equalTo(0))
                .body("data.signingKeys", hasSize(0));
        var inputs = new HashMap<>(changes(id));
        inputs.remove("createStream");
        inputs.remove("createSigningKey");
        inputs.put("updatePushTarget", Map.of("id", target, "name", "y"));
        inputs.forEach((mutation, input) ->
                stranger.change(mutation, typeOf(mutation), input, "").body("__typename", equalTo("NotFound")));
        Map.of(
                        "deleteStream", id,
                        "rotateStreamKey", key,
                        "revokeStreamKey", key,
                        "deletePushTarget", target,
                        "revokeSigningKey", kid)
                .forEach((mutation, theirs) ->
                        stranger.change(mutation, theirs, "").body("__typename", equalTo("NotFound")));
        ask(id).body("data.stream.keys", hasSize(1)).body("data.stream.pushTargets", hasSize(1));
    }

    private static Map<String, Map<String, Object>> changes(String id) {
        return Map.of(
                "createStream", Map.of("title", "b"),
                "updateStream", Map.of("id", id, "title", "b"),
                "setPlaybackPolicy", Map.of("streamId", id, "kind", "PUBLIC"),
                "createStreamKey", Map.of("streamId", id, "name", "b"),
                "createPushTarget", Map.of("streamId", id, "name", "b", "url", "srt://10.0.0.1:9000"),
                "updatePushTarget", Map.of("id", id, "name", "b"),
                "createSigningKey", Map.of("name", "b"));
    }

    private static String typeOf(String mutation) {
        return Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
    }

    private void refused(String mutation, String inputType, Map<String, ?> input, String field) {
        owner.change(mutation, inputType, input, "")
                .body("__typename", equalTo("InvalidInput"))
                .body("field", equalTo(field))
                .body("message", not(containsString("s3cret")));
    }

    private void webhook(String id, Map<String, ?> webhook, String field) {
        refused(
                "setPlaybackPolicy",
                "SetPlaybackPolicyInput",
                Map.of("streamId", id, "kind", "WEBHOOK", "webhook", webhook),
                field);
    }

    private StreamRecord record(String id) {
        String name = ask(id).extract().path("data.stream.name");
        return records.byName(tenant, name).orElseThrow();
    }

    private ValidatableResponse create(String title) {
        return owner.change("createStream", "CreateStreamInput", Map.of("title", title), CREATED)
                .body("__typename", equalTo("CreatedStream"));
    }

    private ValidatableResponse update(String id, Map<String, ?> change) {
        var input = new HashMap<String, Object>(change);
        input.put("id", id);
        return owner.change("updateStream", "UpdateStreamInput", input, STREAM).body("__typename", equalTo("Stream"));
    }

    private ValidatableResponse change(String target, Map<String, ?> change) {
        var input = new HashMap<String, Object>(change);
        input.put("id", target);
        return owner.change("updatePushTarget", "UpdatePushTargetInput", input, TARGET)
                .body("__typename", equalTo("PushTarget"));
    }

    private ValidatableResponse policy(String id, String kind, String field, Map<String, ?> policy) {
        return owner.change(
                        "setPlaybackPolicy",
                        "SetPlaybackPolicyInput",
                        Map.of("streamId", id, "kind", kind, field, policy),
                        STREAM)
                .body("__typename", equalTo("Stream"));
    }

    private ValidatableResponse ask(String id) {
        return owner.ask(
                "query($id: ID!) { stream(id: $id) { id title name keys { name prefix } pushTargets { name address } } }",
                Map.of("id", id));
    }

    private static String idOf(ValidatableResponse created) {
        return created.extract().path("data.createStream.stream.id");
    }
}
