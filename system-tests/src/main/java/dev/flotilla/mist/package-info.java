/** A MistServer for tests and tours: the real one's words on the wire, made from captures, with faults on demand. */
@NullMarked
package dev.flotilla.mist;

import org.jspecify.annotations.NullMarked;
