package dev.flotilla.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.uplink.v1.FoghornAddress;
import dev.flotilla.proto.uplink.v1.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionsIT {
    private static final Owner OWNER = new Owner("ab", TenantId.random(), NodeId.random());
    private static final Region REGION = Region.newBuilder()
            .addFoghorns(FoghornAddress.newBuilder().setControl("foghorn.example.org:18019"))
            .addRevokedSerials("1f")
            .build();

    @TempDir
    private Path folder;

    @Test
    void knowsTheRegionAgainAfterARestart() {
        Regions regions = regions();
        regions.serve(OWNER);
        regions.take(REGION);
        Regions again = regions();
        assertThat(again.present()).isEqualTo(REGION);
        assertThat(again.isRevoked("1f")).isTrue();
        again.serve(OWNER);
        assertThat(again.present()).isEqualTo(REGION);
    }

    @Test
    void forgetsWhatAnotherOwnerSaid() {
        Regions regions = regions();
        regions.serve(OWNER);
        regions.take(REGION);
        List<Region> told = new ArrayList<>();
        regions.listen(told::add);
        regions.serve(new Owner("cd", OWNER.tenant(), OWNER.node()));
        assertThat(told).containsExactly(Region.getDefaultInstance());
        assertThat(regions().present()).isEqualTo(Region.getDefaultInstance());
    }

    @Test
    void tellsOfChangesAlone() {
        Regions regions = regions();
        List<Region> told = new ArrayList<>();
        regions.listen(told::add);
        regions.take(REGION);
        regions.take(REGION);
        assertThat(told).containsExactly(REGION);
    }

    @Test
    void startsWithNothingWhenTheFileIsDamaged() throws Exception {
        Files.writeString(folder.resolve("region"), "somebody\nnonsense!\n");
        assertThat(regions().present()).isEqualTo(Region.getDefaultInstance());
    }

    private Regions regions() {
        return new Regions(folder.resolve("region"));
    }
}
