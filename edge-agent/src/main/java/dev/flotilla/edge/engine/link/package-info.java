/** The agent's side of the engine: starts it or adopts the one that runs, and speaks to it. */
@NullMarked
package dev.flotilla.edge.engine.link;

import org.jspecify.annotations.NullMarked;
