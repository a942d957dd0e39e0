/**
 * What this agent is told to own of its MistServer's configuration, how that differs from what is there, and how it is made
 * so. Everything else is left alone. {@link dev.flotilla.edge.helmsman.setup.Setup} is the way in.
 */
@NullMarked
package dev.flotilla.edge.helmsman.setup;

import org.jspecify.annotations.NullMarked;
