package dev.flotilla.edge.node;

import dev.flotilla.edge.uplink.identity.MachineFingerprint;
import dev.flotilla.proto.node.v1.Inventory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells the control center on which machine the node runs, so that it sees when its disk was copied to another one. */
@Singleton
class MachinePart implements InventoryPart {
    private static final Logger LOG = Logger.getLogger(MachinePart.class);

    private final Path machineIdFile;

    MachinePart(@ConfigProperty(name = "flotilla.machine-id-file") Path machineIdFile) {
        this.machineIdFile = machineIdFile;
    }

    @Override
    public void addTo(Inventory.Builder inventory) {
        try {
            MachineFingerprint fingerprint = MachineFingerprint.of(machineIdFile);
            inventory.setMachineSha256(fingerprint.machineIdSha256()).addAllMacsSha256(fingerprint.macsSha256());
        } catch (IOException e) {
            LOG.warnf("the control center is not told on which machine this is: %s", e.getMessage());
        }
    }
}
