/** Hands events of the region's nodes to the control center, with places instead of addresses. Keeps nothing. */
@NullMarked
package dev.flotilla.edge.foghorn.relay;

import org.jspecify.annotations.NullMarked;
