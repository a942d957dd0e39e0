package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.control.SeedHandler;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes what Foghorns want of MistServer's configuration. */
final class SetupSeeds implements SeedHandler {
    private static final Logger LOG = Logger.getLogger(SetupSeeds.class);

    private final Optional<Beside> beside;

    SetupSeeds(Optional<Beside> beside) {
        this.beside = beside;
    }

    /** On a thread of its own, because MistServer may be changed at this moment, and that blocks. */
    @Override
    public void arrived(ConfigSeed seed) {
        beside.ifPresent(mist -> Thread.ofVirtual().name("mist-seed").start(() -> take(mist, seed)));
    }

    private static void take(Beside mist, ConfigSeed seed) {
        try {
            mist.take(seed);
        } catch (IllegalArgumentException senseless) {
            LOG.warnf(
                    "a Foghorn's wish for MistServer (%s) makes no sense: %s",
                    seed.getVersion(), senseless.getMessage());
        } catch (IOException disk) {
            LOG.errorf("a Foghorn's wish for MistServer (%s) cannot be kept: %s", seed.getVersion(), disk);
        }
    }
}
