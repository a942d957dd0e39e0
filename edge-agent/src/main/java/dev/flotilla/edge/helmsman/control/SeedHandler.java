package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.foghorn.v1.ConfigSeed;

/** Takes what a Foghorn says the node's MistServer is to be. */
public interface SeedHandler {
    /** Called on the thread of a stream: must not block. The same version may come from every Foghorn, and again. */
    void arrived(ConfigSeed seed);
}
