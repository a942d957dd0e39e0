/** The commands of {@code flotilla-edge} that a person types. */
@NullMarked
package dev.flotilla.edge.cli;

import org.jspecify.annotations.NullMarked;
