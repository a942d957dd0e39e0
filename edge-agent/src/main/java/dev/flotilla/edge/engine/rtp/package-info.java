/** The Real-time Transport Protocol's packet headers (RFC 3550), read and written in place. */
@NullMarked
package dev.flotilla.edge.engine.rtp;

import org.jspecify.annotations.NullMarked;
