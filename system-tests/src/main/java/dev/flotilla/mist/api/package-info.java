/** MistServer's controller API, and the figures that a load balancer polls. */
@NullMarked
package dev.flotilla.mist.api;

import org.jspecify.annotations.NullMarked;
