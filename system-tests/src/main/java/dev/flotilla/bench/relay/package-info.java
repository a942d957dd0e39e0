/** The relays that are compared: the engine, its peers, and yardsticks. */
@NullMarked
package dev.flotilla.bench.relay;

import org.jspecify.annotations.NullMarked;
