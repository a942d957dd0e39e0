/** A memory with two bounds: so many things, for so long. */
@NullMarked
package dev.flotilla.edge.foghorn.recent;

import org.jspecify.annotations.NullMarked;
