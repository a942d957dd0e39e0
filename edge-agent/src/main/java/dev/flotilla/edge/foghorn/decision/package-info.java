/** What a Foghorn answers when a node's MistServer waits for an answer: who may publish, who may watch, where a stream comes from. */
@NullMarked
package dev.flotilla.edge.foghorn.decision;

import org.jspecify.annotations.NullMarked;
