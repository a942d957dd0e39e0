/** What a change of a stream in the control center means for whoever publishes or watches it just now. */
@NullMarked
package dev.flotilla.edge.foghorn.change;

import org.jspecify.annotations.NullMarked;
