/** The pictures and sound of every simulated stream: a minute made once by ffmpeg, played for ever. */
@NullMarked
package dev.flotilla.mist.media;

import org.jspecify.annotations.NullMarked;
