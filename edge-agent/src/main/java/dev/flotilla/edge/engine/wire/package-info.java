/** Messages on the socket between agent and engine. */
@NullMarked
package dev.flotilla.edge.engine.wire;

import org.jspecify.annotations.NullMarked;
