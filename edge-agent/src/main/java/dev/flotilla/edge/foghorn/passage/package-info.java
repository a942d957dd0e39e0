/** Lets nodes that reach no more than this Foghorn talk to the control center: bytes pass, and nothing in them is looked at. */
@NullMarked
package dev.flotilla.edge.foghorn.passage;

import org.jspecify.annotations.NullMarked;
