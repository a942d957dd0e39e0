package dev.flotilla.edge.uplink.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFolderIT {
    private final TestAuthority authority = new TestAuthority("Flotilla test authority");
    private final Identity first = TestIdentities.of(authority, new UplinkAddress("127.0.0.1", 18006));
    private final Identity second = TestIdentities.of(authority, new UplinkAddress("::1", 18006));

    @TempDir
    private Path data;

    @Test
    void givesBackWhatItStored() throws Exception {
        var folder = new IdentityFolder(data);
        assertThat(folder.load()).isEmpty();
        assertThat(folder.stamp()).isEmpty();

        folder.store(first);

        assertThat(folder.load()).contains(first);
        assertThat(folder.stamp()).isPresent();
        folder.store(second);
        assertThat(folder.load()).contains(second);
    }

    @Test
    void keepsTheOldIdentityWhenACrashLeavesHalfOfANewOne() throws Exception {
        new IdentityFolder(data).store(first);
        Files.createDirectory(data.resolve("identity.partial"));
        Files.writeString(data.resolve("identity.partial/key.pem"), "half a k");

        assertThat(new IdentityFolder(data).load()).contains(first);
        new IdentityFolder(data).store(second);
        assertThat(new IdentityFolder(data).load()).contains(second);
    }

    @Test
    void takesTheNewIdentityWhenACrashLeavesItComplete() throws Exception {
        new IdentityFolder(data).store(second);
        Files.move(data.resolve("identity"), data.resolve("identity.next"));
        assertThat(new IdentityFolder(data).load()).contains(second);

        Files.move(data.resolve("identity"), data.resolve("identity.next"));
        Path elsewhere = data.resolve("elsewhere");
        new IdentityFolder(elsewhere).store(first);
        Files.move(elsewhere.resolve("identity"), data.resolve("identity"));
        assertThat(new IdentityFolder(data).load()).contains(second);
        assertThat(data.resolve("identity.previous")).doesNotExist();
    }

    @Test
    void namesTheDamagedFileAndTheWayOut() throws Exception {
        new IdentityFolder(data).store(first);
        Files.writeString(data.resolve("identity/certificate.pem"), "-----BEGIN NOTHING-----");

        assertThatThrownBy(() -> new IdentityFolder(data).load())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("certificate.pem is damaged")
                .hasMessageContaining("flotilla-edge enroll --again");
    }
}
