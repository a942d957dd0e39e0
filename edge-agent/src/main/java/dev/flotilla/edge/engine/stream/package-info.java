/** The stream itself: one ring of packets, its readers, and what is measured on the way in. */
@NullMarked
package dev.flotilla.edge.engine.stream;

import org.jspecify.annotations.NullMarked;
