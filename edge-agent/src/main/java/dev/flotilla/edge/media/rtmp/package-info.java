/** RTMP in plain Java: handshake, chunks, commands, and FLV as what it carries. Knows no codec. Adobe's RTMP 1.0, 2012. */
@NullMarked
package dev.flotilla.edge.media.rtmp;

import org.jspecify.annotations.NullMarked;
