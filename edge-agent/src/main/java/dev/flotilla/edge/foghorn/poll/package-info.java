/** MistServers without a Helmsman: asked every few seconds how they are, as MistServer's own balancer asks them. */
@NullMarked
package dev.flotilla.edge.foghorn.poll;

import org.jspecify.annotations.NullMarked;
