/** The questions and messages that MistServer sends over HTTP when something happens. */
@NullMarked
package dev.flotilla.mist.trigger;

import org.jspecify.annotations.NullMarked;
