/** Carries frames from one container into another, by FFmpeg's libraries, with times that never jump. */
@NullMarked
package dev.flotilla.edge.media.remux;

import org.jspecify.annotations.NullMarked;
