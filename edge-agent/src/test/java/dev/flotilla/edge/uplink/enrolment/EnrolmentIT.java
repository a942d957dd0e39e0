package dev.flotilla.edge.uplink.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.FreePort;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult.Enrolled;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult.Refused;
import dev.flotilla.edge.uplink.identity.CenterAddress;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.MachineFingerprint;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.enrolment.BootstrapToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentIT {
    private static final Applicant APPLICANT = new Applicant(
            "edge-one",
            "0.1.0",
            List.of("mroute"),
            new MachineFingerprint("ab".repeat(32), List.of("cd".repeat(32)), List.of("192.0.2.7")));

    private final TestAuthority authority = new TestAuthority("Flotilla test authority");
    private final BootstrapToken token = BootstrapToken.random(authority.certificate());

    @TempDir
    private Path data;

    private FakeEnrolmentServer center;

    @BeforeEach
    void start() throws Exception {
        center = new FakeEnrolmentServer(authority, authority.server("127.0.0.1"));
    }

    @AfterEach
    void stop() {
        center.close();
    }

    @Test
    void turnsATokenIntoAnIdentityThatOnlyItsOwnerCanRead() throws Exception {
        center.sendNodesTo("center.example.org:18006");

        EnrolmentResult result = enrol(center.address(), false);

        assertThat(result).isInstanceOf(Enrolled.class);
        var identity = new IdentityFolder(data).load().orElseThrow();
        assertThat(identity.nodeName()).isEqualTo("edge-one");
        assertThat(identity.uplink()).hasToString("center.example.org:18006");
        assertThat(identity.center()).isEqualTo(center.address());
        assertThat(identity.certificate())
                .isEqualTo(((Enrolled) result).identity().certificate());
        assertThat(modeOf(data.resolve("identity/key.pem"))).isEqualTo("rw-------");
        assertThat(modeOf(data.resolve("identity"))).isEqualTo("rwx------");
        try (var entries = Files.list(data)) {
            assertThat(entries).containsExactlyInAnyOrder(data.resolve("identity"), data.resolve("identity.lock"));
        }
    }

    @Test
    void tellsWhoAsksButNeverTheKey() {
        enrol(center.address(), false);

        var request = center.requests().getFirst();
        assertThat(request.path("token").asText()).isEqualTo(token.text());
        assertThat(request.path("certificate_request").asText()).startsWith("-----BEGIN CERTIFICATE REQUEST-----\n");
        assertThat(Instant.parse(request.path("clock").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(request.at("/fingerprint/addresses/0").asText()).isEqualTo("192.0.2.7");
        assertThat(request.toString()).doesNotContain("PRIVATE KEY");
    }

    @ParameterizedTest
    @CsvSource({
        "401, token_unknown, 12",
        "403, token_used_up, 13",
        "403, token_expired, 14",
        "403, token_revoked, 15",
        "403, token_foreign, 16",
        "403, address_not_expected, 17",
        "422, clock_skew, 18",
        "400, request_invalid, 19",
        "400, token_malformed, 11",
    })
    void saysWhatTheCenterRefusesAndExitsWithItsOwnStatus(int status, String code, int exitStatus) {
        center.refuse(status, code, "the particulars.");

        Refused refused = refused(enrol(center.address(), false));

        assertThat(refused.fault().name()).isEqualToIgnoringCase(code);
        assertThat(refused.fault().exitStatus()).isEqualTo(exitStatus);
        assertThat(refused.sentence()).contains("(the particulars): ").doesNotContain(token.secret());
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void neverSendsTheTokenToAServerOfAnotherAuthority() throws Exception {
        TestAuthority other = new TestAuthority("Somebody in between");
        try (var impostor = new FakeEnrolmentServer(other, other.server("127.0.0.1"))) {
            Refused refused = refused(enrol(impostor.address(), false));

            assertThat(refused.fault()).isEqualTo(EnrolmentFault.WRONG_AUTHORITY);
            assertThat(refused.sentence()).contains("Somebody in between").contains("the token was not sent");
            assertThat(impostor.requests()).isEmpty();
        }
    }

    @Test
    void isNotFooledByTheRightAuthorityInAChainThatItDidNotSign() throws Exception {
        TestAuthority other = new TestAuthority("Flotilla test authority");
        var forged = other.server("127.0.0.1");
        var identity =
                new TestAuthority.Server(forged.keys(), List.of(forged.chain().getFirst(), authority.certificate()));
        try (var impostor = new FakeEnrolmentServer(other, identity)) {
            Refused refused = refused(enrol(impostor.address(), false));

            assertThat(refused.fault()).isEqualTo(EnrolmentFault.CENTER_CERTIFICATE);
            assertThat(impostor.requests()).isEmpty();
        }
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        try (var misnamed = new FakeEnrolmentServer(authority, authority.server("center.example.org"))) {
            Refused refused = refused(enrol(misnamed.address(), false));

            assertThat(refused.fault()).isEqualTo(EnrolmentFault.WRONG_HOST_NAME);
            assertThat(misnamed.requests()).isEmpty();
        }
    }

    @Test
    void refusesAnExpiredCertificateAndNamesItsDates() throws Exception {
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        try (var stale =
                new FakeEnrolmentServer(authority, authority.server(longAgo, Duration.ofDays(1), "127.0.0.1"))) {
            Refused refused = refused(enrol(stale.address(), false));

            assertThat(refused.fault()).isEqualTo(EnrolmentFault.CENTER_CERTIFICATE);
            assertThat(refused.sentence()).contains("2020-01-02T00:00:00Z").contains("clock");
            assertThat(stale.requests()).isEmpty();
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int free = FreePort.next();
        Refused refused = refused(enrol(new CenterAddress("127.0.0.1", free), false));

        assertThat(refused.fault()).isEqualTo(EnrolmentFault.CENTER_UNREACHABLE);
        assertThat(refused.sentence()).contains("https://127.0.0.1:" + free + " refuses the connection");
    }

    @Test
    void saysThatAHostHasNoAddress() {
        Refused refused = refused(enrol(new CenterAddress("nobody.invalid", 18443), false));

        assertThat(refused.fault()).isEqualTo(EnrolmentFault.CENTER_UNREACHABLE);
        assertThat(refused.sentence()).contains("no address is known for nobody.invalid");
    }

    @Test
    void doesNotTakeAnythingForAnAnswer() {
        center.answerNonsense(502, "<html>Bad Gateway</html>");
        assertThat(refused(enrol(center.address(), false)).sentence()).contains("HTTP status 502");

        center.answerNonsense(201, "{\"node_id\":\"node_1\"}");
        assertThat(refused(enrol(center.address(), false)).sentence()).contains("authority: missing in the answer");
    }

    @Test
    void keepsAnIdentityUnlessToldToReplaceIt() throws Exception {
        enrol(center.address(), false);
        var first = new IdentityFolder(data).load().orElseThrow();

        Refused refused = refused(enrol(center.address(), false));
        assertThat(refused.fault()).isEqualTo(EnrolmentFault.ALREADY_ENROLLED);
        assertThat(refused.sentence()).contains("edge-one").contains("--again");
        assertThat(center.requests()).hasSize(1);

        assertThat(enrol(center.address(), true)).isInstanceOf(Enrolled.class);
        var second = new IdentityFolder(data).load().orElseThrow();
        assertThat(second.certificate()).isNotEqualTo(first.certificate());
        assertThat(second.key()).isNotEqualTo(first.key());
    }

    private EnrolmentResult enrol(CenterAddress at, boolean again) {
        return new Enrolment(new IdentityFolder(data), Clock.systemUTC()).enrol(at, token, APPLICANT, again);
    }

    private static Refused refused(EnrolmentResult result) {
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused) result;
    }

    private static String modeOf(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
