/** Waiting for what happens elsewhere, always with a deadline. */
@NullMarked
package dev.flotilla.tour.time;

import org.jspecify.annotations.NullMarked;
