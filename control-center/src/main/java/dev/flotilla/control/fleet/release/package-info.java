/** Versions of the edge agent: the catalogue, what each cluster shall run, and the roll-out that brings its nodes there. */
@NullMarked
package dev.flotilla.control.fleet.release;

import org.jspecify.annotations.NullMarked;
