/** Viewers of a region, as a Foghorn and the nodes see them. */
@NullMarked
package dev.flotilla.tour.viewer;

import org.jspecify.annotations.NullMarked;
