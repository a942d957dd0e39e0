package dev.flotilla.edge.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.flotilla.edge.release.Upgrade.Self;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import dev.flotilla.release.ReleaseStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeIT {
    @TempDir
    private Path work;

    private Archives archives;
    private ReleaseFolder folder;
    private Path root;

    @BeforeEach
    void start() throws Exception {
        archives = new Archives(work);
        root = work.resolve("releases");
        folder = new ReleaseFolder(root);
    }

    @AfterEach
    void stop() {
        archives.close();
    }

    @Test
    void swapsToASignedRelease() throws Exception {
        upgrade("1.0.0", "").prepare(archives.order("o1", "1.1.0", "").build());

        assertThat(folder.current()).isEqualTo("1.1.0");
        assertThat(Files.isExecutable(root.resolve("current/bin/flotilla-edge")))
                .isTrue();
        assertThat(folder.trial()).hasValueSatisfying(trial -> {
            assertThat(trial.order()).isEqualTo("o1");
            assertThat(trial.to()).isEqualTo("1.1.0");
            assertThat(trial.before()).isEmpty();
            assertThat(trial.deadlineSeconds()).isBetween(1L, 30L);
        });
    }

    @Test
    void goesBackToAVersionThatItStillHasWithoutFetchingIt() throws Exception {
        DesiredRelease first = archives.order("o1", "1.1.0", "").build();
        upgrade("1.0.0", "").prepare(first);
        upgrade("1.1.0", "1.1.0").prepare(archives.order("o2", "1.2.0", "").build());
        archives.serveInstead("1.1.0", new byte[0]);

        upgrade("1.2.0", "1.2.0").prepare(first.toBuilder().setOrder("o3").build());
        assertThat(folder.current()).isEqualTo("1.1.0");
        assertThat(folder.trial().orElseThrow().before()).isEqualTo("1.2.0");
    }

    @Test
    void goesBackToTheProgramThatWasInstalled() throws Exception {
        folder.isBase("1.0.0");
        upgrade("1.0.0", "").prepare(archives.order("o1", "1.1.0", "").build());
        upgrade("1.1.0", "1.1.0")
                .prepare(DesiredRelease.newBuilder()
                        .setOrder("o2")
                        .setVersion("1.0.0")
                        .setDeadlineS(30)
                        .build());
        assertThat(folder.current()).isEmpty();
        assertThat(folder.trial().orElseThrow().to()).isEmpty();
    }

    @Test
    void refusesWhatNoTrustedKeySigned() throws Exception {
        DesiredRelease.Builder order = archives.order("o1", "1.1.0", "");
        refused(order.clone().setSignature(ByteString.copyFrom(new byte[64])), "signature of version 1.1.0");
        refused(order.clone().setVersion("1.2.0"), "signature of version 1.2.0");
        refused(order.clone().setMinimum("0.1.0"), "signature");
        refused(order.clone().setSizeBytes(order.getSizeBytes() + 1), "signature");
        assertThat(Files.exists(root.resolve("incoming"))).isFalse();
        try (var other = new Archives(Files.createDirectory(work.resolve("other")))) {
            refused(other.order("o2", "1.1.0", ""), "of no key that this node trusts");
        }
    }

    @Test
    void refusesAnArchiveThatIsNotTheSignedOne() throws Exception {
        DesiredRelease.Builder order = archives.order("o1", "1.1.0", "");
        archives.serveInstead("1.1.0", new byte[(int) order.getSizeBytes()]);
        refused(order, "sha256");
        archives.serveInstead("1.1.0", new byte[(int) order.getSizeBytes() + 1]);
        refused(order, "more than the");
        archives.serveInstead("1.1.0", new byte[] {1});
        refused(order, "bytes early");
        archives.serveInstead("1.1.0", new byte[0]);
        refused(order, "status 404");
    }

    @Test
    void refusesAnArchiveThatHoldsAnotherVersion() throws Exception {
        DesiredRelease.Builder order = archives.order("o1", "1.1.0", "");
        byte[] archive = archives.pack("1.1.0", "9.9.9");
        archives.serveInstead("1.1.0", archive);
        var statement = new ReleaseStatement("1.1.0", Archives.PLATFORM, archive.length, Archives.sha256(archive), "");
        refused(
                order.setSizeBytes(archive.length)
                        .setSha256(statement.sha256())
                        .setSignature(ByteString.copyFrom(archives.sign(statement))),
                "the archive holds version");
    }

    @Test
    void refusesAnotherPlatformWhatIsTooLargeAndAddressesWithoutTls() throws Exception {
        DesiredRelease.Builder order = archives.order("o1", "1.1.0", "");
        refused(order.clone().setPlatform("linux-aarch64"), "the release is for linux-aarch64");
        refused(order.clone().setUrl("http://192.0.2.1/x.tar.gz"), "https://");
        refused(order.clone().setVersion("../../etc"), "is no version");
        refused(order.clone().setUrl("").setVersion("7.7.7"), "does not have version 7.7.7");
        assertThatExceptionOfType(ReleaseRefused.class)
                .isThrownBy(() -> upgrade(self("1.0.0", ""), List.of(archives.publicKey()), 10)
                        .prepare(order.build()))
                .withMessageContaining("flotilla.release.most");
        assertThatExceptionOfType(ReleaseRefused.class)
                .isThrownBy(() -> upgrade(self("1.0.0", ""), List.of(), 1 << 20).prepare(order.build()))
                .withMessageContaining("flotilla.release.keys");
    }

    @Test
    void doesNotGoBackBelowTheMinimumOfWhatItRuns() throws Exception {
        upgrade("1.0.0", "").prepare(archives.order("o1", "2.0.0", "1.5.0").build());
        assertThatExceptionOfType(ReleaseRefused.class)
                .isThrownBy(() -> upgrade("2.0.0", "2.0.0")
                        .prepare(archives.order("o2", "1.4.0", "").build()))
                .withMessageContaining("1.5.0");
        assertThat(folder.current()).isEqualTo("2.0.0");
    }

    @Test
    void keepsTwoVersionsAndWhatAProcessRunsFrom() throws Exception {
        for (String version : List.of("1.1.0", "1.2.0", "1.3.0", "1.4.0")) {
            upgrade("1.0.0", "").prepare(archives.order(version, version, "").build());
        }
        Files.createDirectories(root.resolve("incoming/left"));
        folder.prune(List.of("1.4.0", "1.3.0"), path -> path.endsWith("1.1.0"));
        try (var left = Files.list(root.resolve("versions"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("1.1.0", "1.3.0", "1.4.0");
        }
        assertThat(root.resolve("incoming")).doesNotExist();
    }

    private void refused(DesiredRelease.Builder order, String reason) {
        assertThatExceptionOfType(ReleaseRefused.class)
                .isThrownBy(() -> upgrade("1.0.0", "").prepare(order.build()))
                .withMessageContaining(reason);
        assertThat(root.resolve("current")).doesNotExist();
        assertThat(root.resolve("trial")).doesNotExist();
    }

    private Upgrade upgrade(String version, String at) {
        return upgrade(self(version, at), List.of(archives.publicKey()), 1 << 20);
    }

    private static Self self(String version, String at) {
        return new Self(version, Archives.PLATFORM, at);
    }

    private Upgrade upgrade(Self self, List<PublicKey> keys, long most) {
        try {
            return new Upgrade(folder, self, keys, most, new Download(SSLContext.getDefault()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
