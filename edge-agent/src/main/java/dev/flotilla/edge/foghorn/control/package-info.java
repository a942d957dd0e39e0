/** The streams of the region's Helmsmen to this Foghorn: reports and questions come in, answers and commands go out. */
@NullMarked
package dev.flotilla.edge.foghorn.control;

import org.jspecify.annotations.NullMarked;
