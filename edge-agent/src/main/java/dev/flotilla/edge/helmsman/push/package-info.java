/** Restreaming: sends streams that are live on to the push targets that their owners named, and says how that goes. */
@NullMarked
package dev.flotilla.edge.helmsman.push;

import org.jspecify.annotations.NullMarked;
