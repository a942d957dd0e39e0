/** Clips and recordings of the region: chooses the nodes that make them, and tells of those that they hold. */
@NullMarked
package dev.flotilla.edge.foghorn.artifact;

import org.jspecify.annotations.NullMarked;
