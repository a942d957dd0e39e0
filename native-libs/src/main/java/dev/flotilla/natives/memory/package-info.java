/** Memory outside the Java heap, with an address that C understands. */
@NullMarked
package dev.flotilla.natives.memory;

import org.jspecify.annotations.NullMarked;
