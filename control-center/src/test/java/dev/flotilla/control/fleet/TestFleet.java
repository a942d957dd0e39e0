package dev.flotilla.control.fleet;

import static io.restassured.RestAssured.given;

import dev.flotilla.control.access.People;
import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.enrolment.BootstrapToken;
import dev.flotilla.id.TenantId;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Makes tenants with tokens for tests, and lets machines in. */
@ApplicationScoped
public class TestFleet {
    private final People people;
    private final Clusters clusters;
    private final IssuedTokens tokens;
    private final Certificates certificates;

    TestFleet(People people, Clusters clusters, IssuedTokens tokens, Certificates certificates) {
        this.people = people;
        this.clusters = clusters;
        this.tokens = tokens;
        this.certificates = certificates;
    }

    public TenantId tenant() {
        return people.tenant();
    }

    public Certificates certificates() {
        return certificates;
    }

    public IssuedTokens.Created token(TenantId tenant, int uses) {
        return token(tenant, uses, Optional.empty());
    }

    public IssuedTokens.Created token(TenantId tenant, int uses, Optional<String> expectedAddress) {
        String cluster = clusters.all(tenant).getFirst().id();
        return tokens.create(
                tenant, new IssuedTokens.Wish(cluster, "test", uses, Duration.ofHours(1), expectedAddress, "test"));
    }

    public static ValidatableResponse enrol(Map<String, Object> request) {
        return given().contentType("application/json")
                .body(request)
                .post("/enrol/v1/nodes")
                .then();
    }

    public static ValidatableResponse enrol(TestMachine machine, BootstrapToken token) {
        return enrol(machine.request(token.text()));
    }
}
