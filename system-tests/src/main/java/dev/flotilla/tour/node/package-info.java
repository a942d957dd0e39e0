/** Edge agents that a tour starts, kills and ends. */
@NullMarked
package dev.flotilla.tour.node;

import org.jspecify.annotations.NullMarked;
