/** FFmpeg's demuxers and muxers, over bytes that Java hands in and takes out. No protocol, no file, no codec of it is used. */
@NullMarked
package dev.flotilla.natives.av;

import org.jspecify.annotations.NullMarked;
