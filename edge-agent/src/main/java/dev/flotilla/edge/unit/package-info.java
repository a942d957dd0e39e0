/** Which parts of the agent a node runs, as its configuration says. */
@NullMarked
package dev.flotilla.edge.unit;

import org.jspecify.annotations.NullMarked;
