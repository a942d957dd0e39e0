/** What a tour is made of. */
@NullMarked
package dev.flotilla.tour.step;

import org.jspecify.annotations.NullMarked;
