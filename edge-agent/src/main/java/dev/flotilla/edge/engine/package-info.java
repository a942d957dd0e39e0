/** The packet path: flows from sources to outputs, in a process of its own that outlives the agent. Plain Java. */
@NullMarked
package dev.flotilla.edge.engine;

import org.jspecify.annotations.NullMarked;
