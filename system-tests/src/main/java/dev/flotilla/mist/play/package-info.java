/** MistServer's HTTP output: what players fetch. */
@NullMarked
package dev.flotilla.mist.play;

import org.jspecify.annotations.NullMarked;
