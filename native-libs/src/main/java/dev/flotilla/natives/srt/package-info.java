/** SRT by libsrt: sockets, options, polling and statistics. */
@NullMarked
package dev.flotilla.natives.srt;

import org.jspecify.annotations.NullMarked;
