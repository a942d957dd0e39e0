/** The control center and the running fleet, as a program outside sees them. */
@NullMarked
package dev.flotilla.tour.center;

import org.jspecify.annotations.NullMarked;
