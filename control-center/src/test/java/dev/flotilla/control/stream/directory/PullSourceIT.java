package dev.flotilla.control.stream.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.uplink.TestNode;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.FindStreamRequest;
import dev.flotilla.proto.stream.v1.PullSource;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamRecord;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class PullSourceIT {
    private static final String URL = "srt://camera.example.org:9000?streamid=stage&passphrase=very-secret-word";
    private static final String STREAM = """
        ... on Stream { id name ingestMode pullSource { address isEnabled clusterIds } }\
        """;
    private static final String CREATED =
            "... on CreatedStream { firstKey { secret } stream { id name ingestMode pullSource { address isEnabled"
                    + " clusterIds } } }";
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Clusters clusters;

    @Inject
    Tenancy tenancy;

    private TenantId tenant;
    private GraphQLClient owner;
    private TestNode node;
    private String home;

    @BeforeEach
    void aNode() throws Exception {
        tenant = fleet.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        node = TestNode.enrol(fleet.token(tenant, 1).secret());
        home = clusters.all(tenant).getFirst().id();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void tellsANodeWhereToFetchAStreamAndNobodyElse() {
        var created = create(Map.of("url", URL))
                .body("stream.ingestMode", equalTo("PULL"))
                .body("stream.pullSource.address", equalTo("srt://camera.example.org:9000/…"))
                .body(not(containsString("very-secret-word")));
        String name = created.extract().path("data.createStream.stream.name");
        PullSource source = find(name).orElseThrow().getPullSource();
        assertThat(source.getUrl()).isEqualTo(URL);
        assertThat(source.getMayBePrivate()).isFalse();
        String key = created.extract().path("data.createStream.firstKey.secret");
        StreamRecord byKey = directory()
                .validateStreamKey(
                        ValidateStreamKeyRequest.newBuilder().setStreamKey(key).build())
                .getStream();
        assertThat(byKey.hasPullSource()).as("its keys admit no publisher").isTrue();
        assertThat(stored(created.extract().path("data.createStream.stream.id")))
                .as("sealed")
                .doesNotContain("very-secret-word");
    }

    @Test
    void tellsOnlyNodesOfAllowedClusters() throws Exception {
        String other = clusters.create(tenant, "other", Optional.empty()).id();
        var created = create(Map.of("url", URL, "clusterIds", List.of(other)));
        String name = created.extract().path("data.createStream.stream.name");
        String id = created.extract().path("data.createStream.stream.id");
        assertThat(find(name).orElseThrow().hasPullSource()).isTrue();
        assertThat(find(name).orElseThrow().getPullSource().getUrl()).isEmpty();
        set(id, Map.of("clusterIds", List.of(home))).body("pullSource.clusterIds", equalTo(List.of(home)));
        await(name, record -> record.getPullSource().getUrl().equals(URL));
        set(id, Map.of("isEnabled", false)).body("pullSource.isEnabled", equalTo(false));
        await(name, record -> record.getPullSource().getUrl().isEmpty());
        set(id, Map.of("clusterIds", List.of("cluster_0000000000000000"))).body("__typename", equalTo("NotFound"));
    }

    @Test
    void isPublishedAgainWithoutASource() throws Exception {
        var created = create(Map.of("url", URL));
        String id = created.extract().path("data.createStream.stream.id");
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("streamId", id);
        nothing.put("pullSource", null);
        owner.change("setPullSource", "SetPullSourceInput", nothing, STREAM)
                .body("ingestMode", equalTo("PUSH"))
                .body("pullSource", nullValue());
        await(created.extract().path("data.createStream.stream.name"), record -> !record.hasPullSource());
        set(id, Map.of()).body("__typename", equalTo("InvalidInput")).body("field", equalTo("pullSource.url"));
    }

    @Test
    void takesPrivateAddressesOnlyWhereAllNamedClustersAllowThem() throws Exception {
        String url = "srt://192.168.7.20:9000";
        String other = clusters.create(tenant, "other", Optional.empty()).id();
        for (Map<String, Object> source :
                List.<Map<String, Object>>of(Map.of("url", url), Map.of("url", url, "clusterIds", List.of(home)))) {
            create(source).body("__typename", equalTo("InvalidInput")).body("field", equalTo("pullSource.url"));
        }
        allowPrivate(true);
        create(Map.of("url", url)).body("__typename", equalTo("InvalidInput"));
        create(Map.of("url", url, "clusterIds", List.of(home, other))).body("__typename", equalTo("InvalidInput"));
        String name = create(Map.of("url", url, "clusterIds", List.of(home)))
                .extract()
                .path("data.createStream.stream.name");
        assertThat(find(name).orElseThrow().getPullSource().getMayBePrivate()).isTrue();
        owner.ask("{ clusters { id allowsPrivateSources } }")
                .body("data.clusters.find { it.id == '%s' }.allowsPrivateSources".formatted(home), equalTo(true));
        allowPrivate(false);
        await(name, record -> !record.getPullSource().getMayBePrivate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.org/a",
                "exec://ls",
                "udp://example.org:5000",
                "srt://example.org",
                "srt://example.org:0",
                "srt://example.org:70000",
                "srt://example.org:9000?mode=listener",
                "srt://:9000",
                "http://localhost/a.m3u8",
                "http://127.0.0.1:4242/a.ts",
                "http://127.1/a.ts",
                "http://0x7f000001/a.ts",
                "http://2130706433/a.ts",
                "http://[::1]/a.ts",
                "http://[::ffff:10.0.0.1]/a.ts",
                "http://169.254.169.254/latest",
                "http://0.0.0.0/a.ts",
                "srt://239.1.2.3:9000",
                "http://exa mple.org/",
                "nonsense"
            })
    void refusesSourcesThatAreNoneAndNeverEchoesThem(String url) {
        create(Map.of("url", url))
                .body("__typename", equalTo("InvalidInput"))
                .body("field", equalTo("pullSource.url"))
                .body("value", nullValue());
    }

    @Test
    void needsTheSourceWithTheModeAndTheModeWithTheSource() {
        owner.change("createStream", "CreateStreamInput", Map.of("title", "a", "ingestMode", "PULL"), CREATED)
                .body("field", equalTo("pullSource"));
        owner.change(
                        "createStream",
                        "CreateStreamInput",
                        Map.of("title", "a", "pullSource", Map.of("url", URL)),
                        CREATED)
                .body("field", equalTo("pullSource"));
    }

    private void allowPrivate(boolean isAllowed) {
        owner.change(
                        "setPrivateSources",
                        "SetPrivateSourcesInput",
                        Map.of("clusterId", home, "isAllowed", isAllowed),
                        "... on Cluster { id allowsPrivateSources }")
                .body("allowsPrivateSources", equalTo(isAllowed));
    }

    private ValidatableResponse create(Map<String, Object> source) {
        return owner.change(
                "createStream",
                "CreateStreamInput",
                Map.of("title", "Camera", "ingestMode", "PULL", "pullSource", source),
                CREATED);
    }

    private ValidatableResponse set(String id, Map<String, Object> source) {
        return owner.change(
                "setPullSource", "SetPullSourceInput", Map.of("streamId", id, "pullSource", source), STREAM);
    }

    private String stored(String id) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                                "select encode(pull_url, 'escape') from stream.stream where id = ?",
                                row -> row.getString(1),
                                id)
                        .orElseThrow()));
    }

    private void await(String name, Predicate<StreamRecord> isSo) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!isSo.test(find(name).orElseThrow())) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private StreamDirectoryGrpc.StreamDirectoryBlockingStub directory() {
        return StreamDirectoryGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    private Optional<StreamRecord> find(String name) {
        var answer = directory()
                .findStream(FindStreamRequest.newBuilder().setName(name).build());
        return answer.hasStream() ? Optional.of(answer.getStream()) : Optional.empty();
    }
}
