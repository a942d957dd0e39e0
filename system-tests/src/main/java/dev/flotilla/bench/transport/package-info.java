/** The benchmark of the transport engine: cases with their goals, and how each is measured. */
@NullMarked
package dev.flotilla.bench.transport;

import org.jspecify.annotations.NullMarked;
