package dev.flotilla.edge.uplink.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFingerprintIT {
    @TempDir
    private Path folder;

    @Test
    void holdsHashesOnly() throws Exception {
        Path file = Files.writeString(folder.resolve("machine-id"), "3d1219c7c4c5404aaa1f6d2a48adfda4\n");

        MachineFingerprint fingerprint = MachineFingerprint.of(file);

        assertThat(fingerprint.machineIdSha256())
                .isEqualTo(MachineFingerprint.sha256("3D1219C7C4C5404AAA1F6D2A48ADFDA4"))
                .matches("[0-9a-f]{64}");
        assertThat(fingerprint.macsSha256()).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(fingerprint.addresses()).noneMatch(address -> address.contains("%") || address.startsWith("127."));
    }

    @Test
    void saysHowToMakeAMissingMachineId() {
        assertThatThrownBy(() -> MachineFingerprint.of(folder.resolve("machine-id")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("systemd-machine-id-setup");
    }
}
