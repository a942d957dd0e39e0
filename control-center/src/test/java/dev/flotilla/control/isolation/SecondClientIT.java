package dev.flotilla.control.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same table, walked by a client that holds no code of ours: Python's standard library and HTTP. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class SecondClientIT {
    private static final int NODES = 30;
    private static final int MEMBERS = 20;
    private static final int TENANTS = 20;

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @TempDir
    Path folder;

    @Test
    void findsTheTableTrue() throws IOException, InterruptedException {
        TenantId tenant = people.tenant();
        Map<String, String> tokens = new HashMap<>();
        for (Who who : Who.values()) {
            tokens.put(who.name().toLowerCase(Locale.ROOT), tokenOf(who, tenant));
        }
        Path callers = folder.resolve("callers.json");
        new ObjectMapper()
                .writeValue(
                        callers.toFile(),
                        Map.of(
                                "url",
                                "http://127.0.0.1:" + RestAssured.port,
                                "password",
                                People.PASSWORD,
                                "tokens",
                                tokens,
                                "nodes",
                                nodes(tenant),
                                "members",
                                Stream.generate(() -> people.member(tenant))
                                        .limit(MEMBERS)
                                        .toList(),
                                "tenants",
                                Stream.generate(() -> people.tenant().value())
                                        .limit(TENANTS)
                                        .toList()));
        Path output = folder.resolve("output.txt");
        Process python = new ProcessBuilder(
                        "python3", "src/test/scripts/isolation.py", "src/test/resources/isolation.txt")
                .redirectInput(callers.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(python.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
        System.out.print(Files.readString(output));
        assertThat(Files.readString(output)).endsWith("answers checked, 0 wrong\n");
        assertThat(python.exitValue()).isZero();
    }

    private String tokenOf(Who who, TenantId tenant) {
        return switch (who) {
            case ANONYMOUS -> "";
            case STRANGER -> people.token(people.tenant(), Role.OWNER);
            case OPERATOR -> people.token(people.tenant(), Role.OPERATOR);
            case VIEWER, MEMBER, ADMIN, OWNER -> people.token(tenant, Role.valueOf(who.name()));
        };
    }

    private List<String> nodes(TenantId tenant) {
        var token = fleet.token(tenant, NODES).secret();
        return Stream.generate(TestMachine::random)
                .limit(NODES)
                .<String>map(machine -> TestFleet.enrol(machine, token)
                        .statusCode(201)
                        .extract()
                        .path("node_id"))
                .toList();
    }
}
