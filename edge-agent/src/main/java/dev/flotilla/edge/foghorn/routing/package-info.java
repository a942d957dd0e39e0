/** What became of each wish to be routed, as events; routing never waits for them. */
@NullMarked
package dev.flotilla.edge.foghorn.routing;

import org.jspecify.annotations.NullMarked;
