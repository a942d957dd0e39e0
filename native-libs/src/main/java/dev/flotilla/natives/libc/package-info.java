/** UDP sockets by the C library: batched, segmented by the kernel, and without allocation per packet. */
@NullMarked
package dev.flotilla.natives.libc;

import org.jspecify.annotations.NullMarked;
