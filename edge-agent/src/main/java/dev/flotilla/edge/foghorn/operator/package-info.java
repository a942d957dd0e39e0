/** What an operator asks a Foghorn by HTTP: which nodes there are, and that one of them be drained. */
@NullMarked
package dev.flotilla.edge.foghorn.operator;

import org.jspecify.annotations.NullMarked;
