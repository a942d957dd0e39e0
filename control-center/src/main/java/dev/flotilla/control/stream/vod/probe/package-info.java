/** Looks at the beginning of an uploaded file: which container, which tracks, how long. Nothing is decoded. */
@NullMarked
package dev.flotilla.control.stream.vod.probe;

import org.jspecify.annotations.NullMarked;
