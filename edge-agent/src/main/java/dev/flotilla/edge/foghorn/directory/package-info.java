/**
 * The streams of the control center as a Foghorn knows them: asked for once, remembered for a while, and for as long as the
 * control center is away.
 */
@NullMarked
package dev.flotilla.edge.foghorn.directory;

import org.jspecify.annotations.NullMarked;
