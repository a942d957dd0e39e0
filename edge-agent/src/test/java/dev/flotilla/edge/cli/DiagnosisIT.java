package dev.flotilla.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.TestIdentities;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisIT {
    private static final String STATUS = """
            {"node":{"hostname":"vm","id":"node_0000000000000001","name":"edge-one","tenant_name":"Home","cluster_name":"default"},
            "uplink":{"state":"connected","detail":"Connected to the control center since 2026-11-20T06:00:00Z.",
            "address":"127.0.0.1:18006","clock_ahead_ms":-120,"spooled_events":3,"lost_events":0},
            "agent":{"version":"0.1.0","started_at":"2026-11-20T06:00:00Z","memory_bytes":130000000},
            "engine":{"running":true,"started_at":"2026-11-20T06:00:00Z","memory_bytes":60000000},
            "machine":{"cpu":0.125,"memory_used_bytes":1900000000,"memory_bytes":25000000000,"disk_used_bytes":27000000000,
            "disk_bytes":270000000000,"network_in_bps":12345678,"network_out_bps":24000000},
            "flows":{"total":2,"receiving":1,"no_source":1},
            "problems":[]}""";
    private static final String FLOWS = """
            {"flows":[{"id":"flow_0000000000000001","name":"Camera","status":"ACTIVE","health":"RECEIVING","managed_by":"control-center",
            "outputs":[{"name":"a"},{"name":"b"}]},
            {"id":"flow_0000000000000002","name":"Test","status":"STANDBY","health":"STOPPED","managed_by":"","outputs":[]}]}""";
    private static final String METRICS = """
            {"source_metrics":[{"name":"main","connected":true,"bitrate_kbps":5120,"peer":"192.0.2.9:40000"}],
            "output_metrics":[{"name":"a","connected":true},{"name":"b","connected":false}]}""";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    private FakeAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = new FakeAgent();
        agent.answers("/node/v1/status", STATUS);
        agent.answers("/v1/flows", FLOWS);
        agent.answers("/v1/flows/flow_0000000000000001/metrics", METRICS);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void statusSaysInWordsHowTheNodeDoes() {
        assertThat(run("status")).isZero();

        assertThat(out.toString())
                .contains("Node     edge-one, tenant Home, cluster default")
                .contains("Uplink   Connected to the control center since")
                .contains("Agent    0.1.0, runs for ")
                .contains("CPU 13 %, memory 1.9 GB of 25.0 GB", "12.35 Mb/s in, 24.00 Mb/s out")
                .contains("Flows    2: 1 receiving, 1 no source")
                .contains("Events   3 wait for the control center")
                .doesNotContain("Problem", "\u001b", "node_0000000000000001");
    }

    @Test
    void statusShowsWhatTheAgentAnsweredAsJson() {
        assertThat(run("status", "--json")).isZero();
        assertThat(out.toString()).contains("\"state\" : \"connected\"");
    }

    @Test
    void statusSaysThatNoAgentRuns() {
        agent.close();

        assertThat(run("status")).isEqualTo(1);
        assertThat(err.toString())
                .contains("No agent answers at http://127.0.0.1:" + agent.port(), "flotilla-edge run");
    }

    @Test
    void flowsShowsWhatEachCarries() {
        assertThat(run("flows")).isZero();

        assertThat(out.toString().lines())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("FLOW    STATUS"),
                        camera -> assertThat(camera)
                                .contains("Camera", "active", "receiving", "main from 192.0.2.9:40000", "5.12 Mb/s")
                                .contains("1 of 2 connected", "control center"),
                        test -> assertThat(test).contains("Test", "standby", "stopped", "0.00 Mb/s", "this node"));
    }

    @Test
    void flowsSaysHowToMakeTheFirstOne() {
        agent.answers("/v1/flows", "{\"flows\":[]}");

        assertThat(run("flows")).isZero();
        assertThat(out.toString()).contains("no flows", "POST http://127.0.0.1:");
    }

    @Test
    void doctorFindsNothingWrongOnAHealthyNode() throws Exception {
        enrol(Instant.now().minus(Duration.ofDays(1)));

        assertThat(run("doctor")).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("ok     libraries   libsrt 1.5")
                .contains("ok     certificate good until")
                .contains("ok     engine      runs", "ok     connection  to 127.0.0.1:18006")
                .contains("ok     clock       0.1 s behind the control center's")
                .doesNotContain("To mend");
    }

    @Test
    void doctorTakesANodeOfItsOwnForHealthy() {
        agent.answers(
                "/node/v1/status",
                STATUS.replace("\"connected\"", "\"not_enrolled\"").replace("\"clock_ahead_ms\":-120,", ""));

        assertThat(run("doctor")).isZero();
        assertThat(out.toString())
                .contains("note   certificate this node belongs to no control center", "enroll --center URL");
    }

    @Test
    void doctorNamesWhatIsWrongAndHowToMendIt() throws Exception {
        enrol(Instant.now().minus(Duration.ofDays(100)));
        agent.answers(
                "/node/v1/status",
                STATUS.replace("\"connected\"", "\"away\"")
                        .replace("-120", "90000")
                        .replace("\"running\":true", "\"running\":false"));

        assertThat(run("doctor")).isEqualTo(1);
        assertThat(out.toString())
                .contains("WRONG  certificate ended on", "enroll --again")
                .contains("WRONG  engine      does not run", "engine.log")
                .contains("WRONG  connection", "nc -vz 127.0.0.1 18006")
                .contains("WRONG  clock       90.0 s ahead of the control center's", "timedatectl set-ntp true");
    }

    @Test
    void doctorSeesAKeyThatOthersMayReadAndAMissingFolder() throws Exception {
        enrol(Instant.now());
        Files.setPosixFilePermissions(data.resolve("identity/key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("others may read the private key (rw-r--r--)", "chmod 600");

        data = data.resolve("nowhere");
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("does not exist", "install -d -m 700");
    }

    @Test
    void doctorSeesThatAnotherProgramHoldsThePorts() {
        agent.answers("/node/v1/status", "this is no agent");

        assertThat(run("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("WRONG  agent", "taken by another program: " + agent.port(), "ss -ltnp");
    }

    @Test
    void takesANodeWithoutMrouteForHealthy() throws Exception {
        enrol(Instant.now().minus(Duration.ofDays(1)));
        agent.answers(
                "/node/v1/status",
                STATUS.replace("\"running\":true", "\"running\":false").replace("{\"node\"", "{\"units\":[],\"node\""));
        assertThat(run("doctor")).as(out.toString()).isZero();
        assertThat(run("status")).isZero();
        assertThat(out.toString())
                .contains("note   mroute      is switched off (flotilla.units)", "Engine   mroute is switched off");
    }

    private void enrol(Instant from) throws Exception {
        var identity = TestIdentities.of(
                new TestAuthority("Flotilla test authority"),
                new UplinkAddress("127.0.0.1", 18006),
                from,
                Duration.ofDays(90));
        new IdentityFolder(data).store(identity);
    }

    private int run(String... arguments) {
        Properties properties = new Properties();
        properties.setProperty("flotilla.data", data.toString());
        properties.setProperty("quarkus.http.port", Integer.toString(agent.port()));
        properties.setProperty("flotilla.api.port", Integer.toString(agent.port()));
        return Cli.run(
                new Settings(properties, Map.of()), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
