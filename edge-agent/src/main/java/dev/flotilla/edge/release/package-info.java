/** Upgrades of this agent from afar: fetches a signed release, swaps to it, and back when it does not prove itself. */
@NullMarked
package dev.flotilla.edge.release;

import org.jspecify.annotations.NullMarked;
