/**
 * MistServer's triggers: which ones it is told to send, what they say, what they are answered, and which events come of them.
 * {@link dev.flotilla.edge.helmsman.trigger.TriggerDesk} is the way in.
 */
@NullMarked
package dev.flotilla.edge.helmsman.trigger;

import org.jspecify.annotations.NullMarked;
