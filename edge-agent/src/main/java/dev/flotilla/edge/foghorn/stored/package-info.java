/** Clips and recordings as the object storage has them, for viewers whom no node can serve. */
@NullMarked
package dev.flotilla.edge.foghorn.stored;

import org.jspecify.annotations.NullMarked;
