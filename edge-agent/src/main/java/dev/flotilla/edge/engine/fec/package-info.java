/** Forward error correction of RTP streams by rows and columns (SMPTE ST 2022-1): making repair packets, and using them. */
@NullMarked
package dev.flotilla.edge.engine.fec;

import org.jspecify.annotations.NullMarked;
