/** HTTP as MistServer speaks it: its headers in its order, a connection that stays, and faults on demand. */
@NullMarked
package dev.flotilla.mist.wire;

import org.jspecify.annotations.NullMarked;
