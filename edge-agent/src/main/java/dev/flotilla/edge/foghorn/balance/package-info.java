/** Which node of the region is the best one for a viewer, a MistServer in need of a source, or a publisher. Plain Java. */
@NullMarked
package dev.flotilla.edge.foghorn.balance;

import org.jspecify.annotations.NullMarked;
