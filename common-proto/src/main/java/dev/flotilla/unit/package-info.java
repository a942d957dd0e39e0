/** Quantities that carry their unit. */
@NullMarked
package dev.flotilla.unit;

import org.jspecify.annotations.NullMarked;
