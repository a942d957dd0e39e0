package dev.flotilla.edge.helmsman.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.event.Eventually;
import dev.flotilla.edge.foghorn.control.TestFoghorn;
import dev.flotilla.edge.foghorn.relay.FakeDirectory;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.TestIdentities;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Node, Foghorns and control center fail and come back at random: no event is lost, and none counts twice or for another node. */
class DeliverySim {
    /** With the long tests they are more, and of another seed each time. */
    private static final int EVENTS = Boolean.getBoolean("sim.explore") ? 1_000 : 100;

    @TempDir
    private Path data;

    private final TestAuthority authority = new TestAuthority("Flotilla test authority");
    private final TenantId tenant = TenantId.random();
    private final TestFoghorn[] foghorns = new TestFoghorn[2];
    private final Identity[] identities = new Identity[2];
    private final List<UplinkAddress> addresses = new ArrayList<>();

    @Test
    void losesNoneAndDoublesNone() throws Exception {
        long seed = Long.getLong("sim.seed", Boolean.getBoolean("sim.explore") ? System.nanoTime() : 20_261_120L);
        System.out.println("sim.seed=" + seed);
        Random random = new Random(seed);
        Random trouble = new Random(seed + 1);
        try (FakeDirectory center = new FakeDirectory(authority)) {
            center.fails = () -> {
                synchronized (trouble) {
                    return trouble.nextInt(4) == 0;
                }
            };
            Identity node = TestIdentities.of(authority, center.address(), tenant);
            for (int i = 0; i < foghorns.length; i++) {
                identities[i] = TestIdentities.of(authority, center.address(), tenant);
                foghorns[i] = new TestFoghorn(identities[i], regions(), Optional.empty(), 0);
                addresses.add(foghorns[i].address());
            }
            TestHelmsman helmsman = new TestHelmsman(node, data, regions(), addresses);
            List<String> promised = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                Event event = TestHelmsman.viewerLeft(i);
                helmsman.events.accept(event);
                promised.add(event.getId());
                switch (random.nextInt(30)) {
                    case 0 -> {
                        helmsman.close();
                        helmsman = new TestHelmsman(node, data, regions(), addresses);
                    }
                    case 1, 2 -> restart(random.nextInt(foghorns.length));
                    case 3, 4, 5 ->
                        Eventually.isTrue("something arrives", () -> center.kept.containsKey(event.getId()));
                    default -> {
                        // Nothing fails now.
                    }
                }
            }
            center.fails = () -> false;
            TestHelmsman last = helmsman;
            Eventually.isTrue(
                    "everything is delivered", () -> last.spool.counts().events() == 0);
            assertThat(center.kept.keySet()).containsExactlyInAnyOrderElementsOf(promised);
            assertThat(center.origins.values()).containsOnly(node.node().value());
            assertThat(center.deliveries.values()).as("faults took effect").anyMatch(times -> times > 1);
            assertThat(last.spool.counts().lost()).isZero();
            last.close();
        } finally {
            for (TestFoghorn foghorn : foghorns) {
                foghorn.close();
            }
        }
    }

    private void restart(int index) throws Exception {
        foghorns[index].close();
        foghorns[index] = new TestFoghorn(
                identities[index],
                regions(),
                Optional.empty(),
                addresses.get(index).port());
    }

    private Regions regions() throws Exception {
        return new Regions(Files.createTempDirectory(data, "regions").resolve("region"));
    }
}
