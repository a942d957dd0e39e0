/** MistServer's configuration: one JSON document that its API changes while it runs. */
@NullMarked
package dev.flotilla.mist.config;

import org.jspecify.annotations.NullMarked;
