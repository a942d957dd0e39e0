/** Counts what must be given back: sockets, memory, epolls. */
@NullMarked
package dev.flotilla.natives.handle;

import org.jspecify.annotations.NullMarked;
