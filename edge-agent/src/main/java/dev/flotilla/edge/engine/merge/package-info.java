/**
 * Puts the packets of a stream that came by one path or by two (SMPTE ST 2022-7) back into one order, each once.
 */
@NullMarked
package dev.flotilla.edge.engine.merge;

import org.jspecify.annotations.NullMarked;
