package dev.flotilla.edge.uplink;

import dev.flotilla.proto.uplink.v1.Region;

/** Says what the control center would. */
public final class TestRegions {
    private TestRegions() {}

    public static void tell(Regions regions, Region region) {
        regions.take(region);
    }
}
