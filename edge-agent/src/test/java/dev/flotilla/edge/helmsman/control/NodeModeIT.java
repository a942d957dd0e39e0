package dev.flotilla.edge.helmsman.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.TestRegions;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.uplink.v1.Region;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the control center says of a node's mode, among what its own API and Foghorns say. */
class NodeModeIT {
    @TempDir
    Path folder;

    private Regions regions;
    private NodeMode mode;

    @BeforeEach
    void followTheCenter() {
        regions = new Regions(folder.resolve("region"));
        mode = new NodeMode(folder.resolve("mode.json"));
        mode.follow(regions);
    }

    @Test
    void takesTheModeOfTheControlCenterAndTellsOfIt() {
        List<Mode> told = new ArrayList<>();
        mode.listen(told::add);
        say(Mode.Kind.KIND_DRAINING, 1000);
        assertThat(mode.present().getKind()).isEqualTo(Mode.Kind.KIND_DRAINING);
        assertThat(told).containsExactly(mode.present());
        assertThat(new NodeMode(folder.resolve("mode.json")).present()).isEqualTo(mode.present());
    }

    @Test
    void keepsWhatWasSetHereLater() {
        mode.set(Mode.Kind.KIND_NORMAL, "somebody", Instant.ofEpochMilli(2000));
        say(Mode.Kind.KIND_MAINTENANCE, 1000);
        assertThat(mode.present().getSetBy()).isEqualTo("somebody");
        say(Mode.Kind.KIND_MAINTENANCE, 3000);
        assertThat(mode.present().getKind()).isEqualTo(Mode.Kind.KIND_MAINTENANCE);
    }

    @Test
    void aRegionWithoutAModeChangesNothing() {
        say(Mode.Kind.KIND_DRAINING, 1000);
        TestRegions.tell(regions, Region.newBuilder().addRevokedSerials("aa").build());
        assertThat(mode.present().getKind()).isEqualTo(Mode.Kind.KIND_DRAINING);
    }

    private void say(Mode.Kind kind, long atMs) {
        Region.Builder region = Region.newBuilder();
        region.getModeBuilder().setKind(kind).setSetBy("operator").setSetAtMs(atMs);
        TestRegions.tell(regions, region.build());
    }
}
