/** Streams: their names, keys and playback ids, who may watch them, where they are pushed on, and whether they are recorded. */
@NullMarked
package dev.flotilla.control.stream;

import org.jspecify.annotations.NullMarked;
