/** A small receiver on the node that counts what really arrives at an address, so that nobody has to believe the sender. */
@NullMarked
package dev.flotilla.edge.probe;

import org.jspecify.annotations.NullMarked;
