/** Foghorn's HTTP listener: what MistServer's load balancer answers at its root, and the paths that other features add. */
@NullMarked
package dev.flotilla.edge.foghorn.http;

import org.jspecify.annotations.NullMarked;
