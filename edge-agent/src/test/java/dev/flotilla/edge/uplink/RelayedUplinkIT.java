package dev.flotilla.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.event.Eventually;
import dev.flotilla.edge.event.Spool;
import dev.flotilla.edge.event.TestSpool;
import dev.flotilla.edge.foghorn.passage.TestPassage;
import dev.flotilla.edge.uplink.enrolment.Enrolment;
import dev.flotilla.edge.uplink.enrolment.EnrolmentFault;
import dev.flotilla.edge.uplink.enrolment.EnrolmentRequest;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult;
import dev.flotilla.edge.uplink.enrolment.FakeEnrolmentServer;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.TestIdentities;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.enrolment.BootstrapToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that reaches no more than a Foghorn: it enrols through one of its ports and has its uplink through another. */
class RelayedUplinkIT {
    private static final Pauses SHORT = new Pauses(Duration.ofMillis(5), Duration.ofMillis(40), Duration.ofHours(1));

    private final TestAuthority authority = new TestAuthority("Flotilla test authority");
    private final FakeNode node = new FakeNode();

    @TempDir
    private Path data;

    @Test
    void enrolsAndConnectsThroughAFoghorn() throws Exception {
        String center = "center.example.org";
        try (var door = new FakeEnrolmentServer(authority, authority.server(center));
                var streams = new FakeCenter(authority, 0, center);
                var toDoor = TestPassage.to("127.0.0.1", door.address().port());
                var toStreams = TestPassage.to("127.0.0.1", streams.address().port())) {
            door.sendNodesTo(center + ":18006");
            IdentityFolder folder =
                    new IdentityFolder(data, Optional.of(new UplinkAddress("127.0.0.1", toStreams.port())));
            assertThat(enrol(folder, toDoor.port())).isInstanceOf(EnrolmentResult.Enrolled.class);

            try (Spool spool = TestSpool.open(data.resolve("spool.db")).spool();
                    var uplink = new Uplink(
                            new Uplink.Parts(
                                    folder,
                                    node,
                                    node,
                                    node,
                                    spool,
                                    List.of(),
                                    new Regions(data.resolve("region")),
                                    node,
                                    Optional::empty,
                                    SHORT),
                            Clock.systemUTC(),
                            new Random(1))) {
                uplink.start();
                Eventually.isTrue("connected", () -> uplink.state() instanceof UplinkState.Connected);
                assertThat(toStreams.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void givesTheTokenToNoNodeThatPretendsToBeTheControlCenter() throws Exception {
        Identity pretender = TestIdentities.of(authority, new UplinkAddress("127.0.0.1", 1));
        var server = new TestAuthority.Server(
                new KeyPair(pretender.certificate().getPublicKey(), pretender.key()),
                List.of(pretender.certificate(), authority.certificate()));
        try (var door = new FakeEnrolmentServer(authority, server)) {
            var folder = new IdentityFolder(data, Optional.of(new UplinkAddress("127.0.0.1", 1)));
            assertThat(enrol(folder, door.address().port()))
                    .isInstanceOfSatisfying(EnrolmentResult.Refused.class, refused -> {
                        assertThat(refused.fault()).isEqualTo(EnrolmentFault.WRONG_HOST_NAME);
                        assertThat(refused.particulars())
                                .contains(pretender.node().value());
                    });
            assertThat(door.requests()).isEmpty();
        }
    }

    private EnrolmentResult enrol(IdentityFolder folder, int port) throws Exception {
        Path machineId = Files.writeString(data.resolve("machine-id"), "0123456789abcdef0123456789abcdef");
        return new EnrolmentRequest(
                        new Enrolment(folder, Clock.systemUTC()),
                        "https://127.0.0.1:" + port,
                        BootstrapToken.random(authority.certificate()).text(),
                        "edge-one",
                        "test",
                        List.of("mroute"),
                        machineId)
                .enrol(false);
    }
}
