package dev.flotilla.control.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.StatementMeter;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list of fifty takes as many statements as a list of one: nothing is fetched row by row. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class StatementCountIT {
    private static final int ROWS = 50;
    /** A call has its tenant named, and the list, its count and each batch of fields of its items read. */
    private static final int MOST = 20;

    private static final int TRIES = 5;

    /** Each list of the API, with every field of its items that another statement fetches. */
    private static final Map<String, String> LISTS = Map.of(
            "nodes",
            "edges { node { id cluster { nodeCount } health { cpu } flows { id status { health } } } }" + " totalCount",
            "streams",
            "edges { node { id keys { id } pushTargets { id } presences { node { name } } addresses { region }"
                    + " } } totalCount",
            "events",
            "edges { node { id node { name cluster { name } } } }",
            "artifacts",
            "edges { node { id stream { id } nodes { name } addresses { region } } } totalCount",
            "clustersConnection",
            "edges { node { id nodeCount state { health } clusterClass } } totalCount",
            "flows",
            "edges { node { id node { name cluster { name } } status { health } placement { epoch } drift } }"
                    + " totalCount",
            "bootstrapTokens",
            "edges { node { id cluster { name } } } totalCount");

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Tenancy tenancy;

    private GraphQLClient owner;

    @BeforeEach
    void aTenantWithFiftyOfEach() {
        TenantId tenant = people.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        IntStream.range(0, ROWS).forEach(_ -> fleet.token(tenant, 1));
        List<String> nodes =
                Stream.generate(() -> NodeId.random().value()).limit(ROWS).toList();
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> {
                    String cluster = sql.one("select id from fleet.cluster", row -> row.getString(1))
                            .orElseThrow();
                    sql.batch(
                            """
                            insert into fleet.node (id, tenant_id, cluster_id, name, machine_hash, mac_hashes, addresses, address, roles,
                                agent_version, enrolled_at, certificate_expires_at)
                            values (?, ?, ?, ?, ?, '{}', '{}', '192.0.2.1', '{}', 'test', now(), now())\
                            """,
                            nodes.stream()
                                    .<@Nullable Object[]>map(
                                            node -> new @Nullable Object[] {node, tenant.value(), cluster, node, node})
                                    .toList());
                    return sql.batch(
                            """
                            insert into event.inbox (node_id, id, tenant_id, occurred_at, received_at, type, severity, message)
                            values (?, ?, ?, now(), now(), 'test', 'INFO', 'test')\
                            """,
                            nodes.stream()
                                    .<@Nullable Object[]>map(node -> new @Nullable Object[] {
                                        node, EventId.at(Instant.now()).value(), tenant.value()
                                    })
                                    .toList());
                }));
        for (int i = 0; i < ROWS; i++) {
            String stream = owner.change(
                            "createStream",
                            "CreateStreamInput",
                            Map.of("title", "stream " + i),
                            "... on CreatedStream { stream { id } }")
                    .extract()
                    .path("data.createStream.stream.id");
            owner.change("startRecording", "StartRecordingInput", Map.of("streamId", stream), "");
            owner.change("createCluster", "CreateClusterInput", Map.of("name", "cluster " + i), "");
            Map<String, ?> source = Map.of("name", "in", "transport", "UDP", "address", "127.0.0.1", "port", 7000 + i);
            owner.change(
                    "createFlow",
                    "CreateFlowInput",
                    Map.of("nodeId", nodes.get(i), "name", "flow", "sources", List.of(source), "outputs", List.of()),
                    "");
        }
    }

    @Test
    void noListIsFetchedRowByRow() {
        for (Map.Entry<String, String> list : LISTS.entrySet()) {
            long one = statements(list.getKey(), list.getValue(), 1);
            assertThat(one).as(list.getKey()).isBetween(2L, (long) MOST);
            assertThat(statements(list.getKey(), list.getValue(), 10))
                    .as(list.getKey())
                    .isEqualTo(one);
            assertThat(statements(list.getKey(), list.getValue(), ROWS))
                    .as(list.getKey())
                    .isEqualTo(one);
        }
    }

    /** The least of some tries, because the application works for itself meanwhile, too. */
    private long statements(String list, String fields, int first) {
        return IntStream.range(0, TRIES)
                .mapToLong(_ -> {
                    long before = StatementMeter.sent();
                    owner.ask("{ %s(first: %d) { %s } }".formatted(list, first, fields))
                            .body("errors", nullValue())
                            .body("data.%s.edges".formatted(list), hasSize(first));
                    return StatementMeter.sent() - before;
                })
                .min()
                .orElseThrow();
    }
}
