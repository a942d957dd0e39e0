package dev.flotilla.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.FreePort;
import dev.flotilla.edge.uplink.enrolment.FakeEnrolmentServer;
import dev.flotilla.edge.uplink.identity.CenterAddress;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.TestIdentities;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor on a node whose agent is down: it asks the control center itself. */
class DoctorAloneIT {
    private final TestAuthority authority = new TestAuthority("Flotilla test authority");

    @TempDir
    private Path data;

    @Test
    void findsConnectionAndClockWell() throws Exception {
        try (var center = new FakeEnrolmentServer(authority, authority.server("127.0.0.1"));
                var uplink = listener()) {
            assertThat(findings(center.address(), uplink.getLocalPort()))
                    .contains("WRONG  agent       none answers")
                    .contains("ok     connection  " + center.address() + " answers, and 127.0.0.1:"
                            + uplink.getLocalPort() + " takes connections")
                    .contains("ok     clock       agrees with the control center's");
        }
    }

    @Test
    void seesThatNodesAreNotServed() throws Exception {
        try (var center = new FakeEnrolmentServer(authority, authority.server("127.0.0.1"))) {
            assertThat(findings(center.address(), FreePort.next()))
                    .containsPattern("WRONG  connection  .* answers, but 127.0.0.1:\\d+ does not");
        }
    }

    @Test
    void knocksWhereTheNodeIsToldToReachTheUplink() throws Exception {
        try (var center = new FakeEnrolmentServer(authority, authority.server("127.0.0.1"))) {
            String via;
            try (var relay = listener()) {
                via = "127.0.0.1:" + relay.getLocalPort();
                assertThat(findings(center.address(), FreePort.next(), "flotilla.uplink.via", via))
                        .contains("ok     connection  " + center.address() + " answers, and " + via
                                + " (flotilla.uplink.via) takes connections");
            }
            assertThat(findings(center.address(), FreePort.next(), "flotilla.uplink.via", via))
                    .contains(via + " (flotilla.uplink.via) does not", "flotilla.foghorn.relay.uplink-port");
            assertThat(findings(center.address(), 1, "flotilla.uplink.via", "nonsense"))
                    .contains("WRONG  connection  flotilla.uplink.via: ");
        }
    }

    @Test
    void seesThatNobodyIsThere() throws Exception {
        assertThat(findings(new CenterAddress("127.0.0.1", FreePort.next()), 1))
                .contains("WRONG  connection  nobody takes connections at https://127.0.0.1:")
                .contains("note   clock       not compared, because there is no connection");
        assertThat(findings(new CenterAddress("nowhere.invalid", 443), 1))
                .contains("no address is known for nowhere.invalid", "getent hosts");
    }

    @Test
    void seesAnImpostorAndAnOldCertificate() throws Exception {
        var stranger = new TestAuthority("Somebody else");
        try (var impostor = new FakeEnrolmentServer(stranger, stranger.server("127.0.0.1"))) {
            assertThat(findings(impostor.address(), 1)).contains("is not the control center that this node belongs to");
        }
        Instant lastYear = Instant.now().minus(Duration.ofDays(365));
        try (var late =
                new FakeEnrolmentServer(authority, authority.server(lastYear, Duration.ofDays(30), "127.0.0.1"))) {
            assertThat(findings(late.address(), 1)).contains("shows a certificate that is not valid at");
        }
    }

    @Test
    void givesUpOnSilence() throws Exception {
        try (var silent = listener()) {
            assertThat(findings(new CenterAddress("127.0.0.1", silent.getLocalPort()), 1))
                    .contains("does not answer within 5 s");
        }
    }

    @Test
    void comparesClocksAsFarAsAHeaderTellsTheTime() {
        Instant theirs = Instant.parse("2026-11-20T10:00:00Z");
        assertThat(CenterCheck.ahead(theirs.plusMillis(900), theirs, theirs.plusSeconds(3)))
                .isZero();
        assertThat(CenterCheck.ahead(theirs.plusSeconds(61), theirs, theirs.plusSeconds(62)))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(CenterCheck.ahead(theirs.minusSeconds(62), theirs, theirs.minusSeconds(60)))
                .isEqualTo(Duration.ofMinutes(-1));
    }

    private String findings(CenterAddress center, int uplinkPort, String... setting) throws Exception {
        Identity identity = TestIdentities.of(authority, new UplinkAddress("127.0.0.1", uplinkPort));
        new IdentityFolder(data)
                .store(new Identity(
                        identity.node(),
                        identity.nodeName(),
                        identity.tenant(),
                        identity.cluster(),
                        center,
                        identity.uplink(),
                        identity.key(),
                        identity.certificate(),
                        identity.authority()));
        Properties properties = new Properties();
        properties.setProperty("flotilla.data", data.toString());
        properties.setProperty("quarkus.http.port", Integer.toString(FreePort.next()));
        properties.setProperty("flotilla.api.port", Integer.toString(FreePort.next()));
        for (int i = 0; i < setting.length; i += 2) {
            properties.setProperty(setting[i], setting[i + 1]);
        }
        var out = new StringWriter();
        assertThat(Cli.run(
                        new Settings(properties, Map.of()),
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        "doctor"))
                .isEqualTo(1);
        return out.toString();
    }

    private static ServerSocket listener() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
