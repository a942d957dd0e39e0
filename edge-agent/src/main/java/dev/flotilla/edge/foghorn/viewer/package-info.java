/** What viewers and publishers ask a Foghorn by HTTP: the way to the node that serves them best. */
@NullMarked
package dev.flotilla.edge.foghorn.viewer;

import org.jspecify.annotations.NullMarked;
