package dev.flotilla.control.fleet.enrolment;

import static dev.flotilla.control.fleet.TestFleet.enrol;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.IssuedToken;
import dev.flotilla.control.fleet.IssuedTokens;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.enrolment.BootstrapToken;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class EnrolmentIT {
    @Inject
    TestFleet fleet;

    @Inject
    IssuedTokens tokens;

    @Inject
    Nodes nodes;

    @Inject
    Tenancy tenancy;

    private TenantId tenant;

    @BeforeEach
    void oneTenant() {
        tenant = fleet.tenant();
    }

    @Test
    void givesAMachineItsIdentity() throws GeneralSecurityException {
        var token = fleet.token(tenant, 1);
        var machine = TestMachine.random();
        String pem = enrol(machine, token.secret())
                .statusCode(201)
                .body("node_id", hasLength("node_".length() + 16))
                .body("node_name", equalTo(machine.hostname()))
                .body("tenant_id", equalTo(tenant.value()))
                .body("cluster_id", equalTo(token.token().cluster().value()))
                .body("authority", startsWith("-----BEGIN CERTIFICATE-----"))
                .body("uplink", startsWith("127.0.0.1:"))
                .extract()
                .path("certificate");
        X509Certificate certificate = read(pem);
        certificate.verify(fleet.certificates().authority().certificate().getPublicKey());
        assertThat(certificate.getPublicKey()).isEqualTo(machine.key().getPublic());
        assertThat(NodeIdentity.of(certificate).tenant()).isEqualTo(tenant);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getNotBefore().toInstant())
                .isBefore(Instant.now().minusSeconds(240));
        assertThat(Duration.between(Instant.now(), certificate.getNotAfter().toInstant())
                        .toDays())
                .isBetween(89L, 90L);
    }

    @Test
    void takesTheSecretWithoutTheFingerprint() {
        var token = fleet.token(tenant, 1);
        enrol(TestMachine.random().request(token.secret().secret())).statusCode(201);
    }

    @Test
    void letsOneOfTwentyHaveTheLastUse() throws InterruptedException, ExecutionException {
        var token = fleet.token(tenant, 1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> attempts = Stream.generate(TestMachine::random)
                    .limit(20)
                    .<Callable<Integer>>map(machine ->
                            () -> enrol(machine, token.secret()).extract().statusCode())
                    .toList();
            var statuses = callers.invokeAll(attempts).stream()
                    .map(attempt -> attempt.resultNow())
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
            assertThat(statuses).isEqualTo(Map.of(201, 1L, 403, 19L));
        }
        assertThat(nodes.count(tenant, Optional.empty())).isEqualTo(1);
    }

    @Test
    void refusesAUsedUpToken() {
        var token = fleet.token(tenant, 1);
        enrol(TestMachine.random(), token.secret()).statusCode(201);
        refused(enrol(TestMachine.random(), token.secret()), 403, "token_used_up", "All of its 1 uses");
    }

    @Test
    void refusesAnExpiredToken() {
        var token = fleet.token(tenant, 1);
        change(token, "expires_at = now() - interval '1 second'");
        refused(enrol(TestMachine.random(), token.secret()), 403, "token_expired", "It expired at");
    }

    @Test
    void refusesARevokedToken() {
        var token = fleet.token(tenant, 1);
        tokens.revoke(tenant, token.token().id().value());
        refused(enrol(TestMachine.random(), token.secret()), 403, "token_revoked", "It was revoked at");
    }

    @Test
    void refusesATokenOfAnotherAuthority() {
        var foreign = new BootstrapToken(fleet.token(tenant, 1).secret().secret(), "0".repeat(64));
        refused(enrol(TestMachine.random(), foreign), 403, "token_foreign", "names the authority 000000000000");
    }

    @Test
    void refusesAnUnknownToken() {
        var unknown = BootstrapToken.random(fleet.certificates().authority().certificate());
        refused(enrol(TestMachine.random(), unknown), 401, "token_unknown", "No bootstrap token");
    }

    @Test
    void refusesAMalformedToken() {
        refused(enrol(TestMachine.random().request("bt_short")), 400, "token_malformed", "64 hexadecimal digits");
    }

    @Test
    void refusesAnotherAddressThanExpected() {
        var token = fleet.token(tenant, 1, Optional.of("192.0.2.99"));
        refused(enrol(TestMachine.random(), token.secret()), 403, "address_not_expected", "192.0.2.99");
        assertThat(tokens.get(tenant, token.token().id().value()).orElseThrow().uses())
                .isZero();
    }

    @Test
    void refusesACallerWhomAProxyDoesNotKnowWhereAnAddressIsExpected() {
        var token = fleet.token(tenant, 1, Optional.of("127.0.0.1")).secret();
        ValidatableResponse answer = given().contentType("application/json")
                .header("X-Forwarded-For", "unknown")
                .body(TestMachine.random().request(token.text()))
                .post("/enrol/v1/nodes")
                .then();
        refused(answer, 403, "address_not_expected", "unknown");
    }

    @Test
    void takesTheExpectedAddress() {
        enrol(
                        TestMachine.random(),
                        fleet.token(tenant, 1, Optional.of("127.0.0.1")).secret())
                .statusCode(201);
    }

    @Test
    void refusesAClockThatIsWrong() {
        var request =
                TestMachine.random().request(fleet.token(tenant, 1).secret().text());
        String theirs = Instant.now().minus(Duration.ofMinutes(6)).toString();
        request.put("clock", theirs);
        refused(enrol(request), 422, "clock_skew", theirs);
    }

    @Test
    void tellsTheTimeInEachAnswer() {
        String date = RestAssured.given().head("/").header("Date");
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .isCloseTo(
                        Instant.now(),
                        org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.MINUTES));
    }

    @Test
    void refusesARequestThatProvesNoKey() {
        var request =
                TestMachine.random().request(fleet.token(tenant, 1).secret().text());
        for (String bad : List.of(
                "nonsense",
                TestMachine.pem(TestMachine.certificateRequest(
                        TestMachine.newKey("secp256r1"), TestMachine.newKey("secp256r1"))),
                TestMachine.pem(TestMachine.certificateRequest(
                        TestMachine.newKey("secp384r1"), TestMachine.newKey("secp384r1"))))) {
            request.put("certificate_request", bad);
            refused(enrol(request), 400, "request_invalid", "certificate_request must");
        }
    }

    @Test
    void namesTheFieldThatIsWrong() {
        var request =
                TestMachine.random().request(fleet.token(tenant, 1).secret().text());
        request.put("hostname", "not a name");
        refused(enrol(request), 400, "request_invalid", "hostname must be a host name: 'not a name'");
        request.put("hostname", "name");
        request.put("surprise", 1);
        refused(enrol(request), 400, "request_invalid", "There is no field 'surprise'");
    }

    @Test
    void knowsAMachineAgain() {
        var machine = TestMachine.random();
        String first = enrol(machine, fleet.token(tenant, 1).secret())
                .statusCode(201)
                .extract()
                .path("node_id");
        String oldCertificate = serialOf(first);
        enrol(machine.withNewKey(), fleet.token(tenant, 1).secret())
                .statusCode(201)
                .body("node_id", equalTo(first))
                .body("node_name", equalTo(machine.hostname()));
        assertThat(fleet.certificates().validAmong(List.of(oldCertificate))).isEmpty();
    }

    @Test
    void letsARevokedMachineBackOnlyWithANewerToken() {
        var machine = TestMachine.random();
        var early = fleet.token(tenant, 2);
        String id = enrol(machine, early.secret()).statusCode(201).extract().path("node_id");
        nodes.revoke(tenant, id);
        refused(enrol(machine, early.secret()), 403, "node_revoked", machine.hostname());
        enrol(machine, fleet.token(tenant, 1).secret()).statusCode(201).body("node_id", equalTo(id));
    }

    @Test
    void givesTwoMachinesOfOneNameTwoNames() {
        var token = fleet.token(tenant, 2);
        var first = TestMachine.random();
        var second = new TestMachine(first.hostname(), TestMachine.random().machineHash(), first.key());
        enrol(first, token.secret()).statusCode(201).body("node_name", equalTo(first.hostname()));
        enrol(second, token.secret()).statusCode(201).body("node_name", equalTo(first.hostname() + "-2"));
    }

    @Test
    void keepsNoSecret() {
        var token = fleet.token(tenant, 1);
        String kept = tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.one(
                                "select t::text from fleet.bootstrap_token t where id = ?",
                                row -> row.getString(1),
                                token.token().id().value())))
                .orElseThrow();
        assertThat(kept)
                .doesNotContain(token.secret().secret())
                .contains(token.secret().secretHash());
        assertThat(token.token().state(Instant.now())).isEqualTo(IssuedToken.State.ACTIVE);
    }

    private static void refused(ValidatableResponse response, int status, String code, String detail) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:flotilla:problem:" + code))
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("title", not(equalTo("")))
                .body("detail", containsString(detail));
    }

    private void change(IssuedTokens.Created token, String assignment) {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "update fleet.bootstrap_token set " + assignment + " where id = ?",
                        token.token().id().value())));
    }

    private String serialOf(String node) {
        return tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.one(
                                "select serial from certificate.issued where node_id = ? and revoked_at is null",
                                row -> row.getString(1),
                                node)))
                .orElseThrow();
    }

    private static X509Certificate read(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
