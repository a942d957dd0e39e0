/**
 * How a MistServer does, asked at a steady pace, and what comes of that: the node's report for the Foghorns, and events of
 * streams and viewers. {@link dev.flotilla.edge.helmsman.poll.MistWatch} is the way in.
 */
@NullMarked
package dev.flotilla.edge.helmsman.poll;

import org.jspecify.annotations.NullMarked;
