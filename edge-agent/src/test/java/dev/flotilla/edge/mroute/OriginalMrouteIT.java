package dev.flotilla.edge.mroute;

import static dev.flotilla.edge.mroute.AgentProcess.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody moves from the public mroute: the packaged agent, started as mroute is, takes over its flows. */
class OriginalMrouteIT {
    @TempDir
    Path data;

    private Path database;
    private int ingest;

    @BeforeEach
    void databaseOfTheOldOne() throws Exception {
        database = data.resolve("old.db");
        ingest = FreePort.next();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var sql = connection.createStatement()) {
            sql.execute("create table flows (id text primary key, name text not null, description text, status text,"
                    + " data text not null, created_at text, updated_at text, started_at text, stopped_at text)");
        }
        insert("flow_00112233445566aa", "News", "ACTIVE", udp("in", ingest));
        insert("my own id", "Sport", "STANDBY", udp("in", FreePort.next()));
        insert("flow_00112233445566bb", "Twice", "STANDBY", udp("in", ingest));
    }

    @Test
    void takesOverTheFlowsOnce() throws Exception {
        try (AgentProcess agent = new AgentProcess(data, "mroute", "-config", config().toString())) {
            until("the API", () -> agent.call("GET", "/health", ""), reply -> reply.status() == 200);
            until("the engine", () -> agent.text("/q/health/ready"), text -> text.contains("\"status\": \"UP\""));
            String first = importInto(agent, 1);
            assertThat(first)
                    .containsPattern("flow_00112233445566aa +News +imported, started")
                    .containsPattern("my own id +Sport +imported as flow_[0-9a-f]{16}, stopped")
                    .containsPattern("flow_00112233445566bb +Twice +refused: .* is already used by");
            until(
                    "the flow",
                    () -> agent.get("/v1/flows/flow_00112233445566aa")
                            .path("status")
                            .asText(),
                    status -> status.equals("ACTIVE"));
            assertThat(importInto(agent, 1))
                    .containsPattern("flow_00112233445566aa +News +here already, left as it is");
        }
    }

    private String importInto(AgentProcess agent, int status) throws Exception {
        ProcessBuilder builder = AgentProcess.program("mroute", "import", database.toString());
        builder.environment().put("FLOTILLA_API_PORT", Integer.toString(agent.apiPort()));
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isEqualTo(status);
        return printed;
    }

    private Path config() throws IOException {
        return Files.writeString(data.resolve("config.yaml"), "ffmpeg:\n  max_flows: 2\n");
    }

    private void insert(String id, String name, String status, String source) throws Exception {
        String document = """
            {"id":"%s","name":"%s","status":"%s","source":%s,"outputs":null,"created_at":"2026-01-01T00:00:00Z"}
            """.formatted(id, name, status, source);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var sql = connection.prepareStatement(
                        "insert into flows values (?, ?, '', ?, ?, '2026-01-01T00:00:00Z', '', null, null)")) {
            sql.setString(1, id);
            sql.setString(2, name);
            sql.setString(3, status);
            sql.setString(4, document);
            sql.executeUpdate();
        }
    }

    private static String udp(String name, int port) {
        return "{\"name\":\"%s\",\"protocol\":\"udp\",\"ingest_port\":%d,\"status\":\"\"}".formatted(name, port);
    }
}
