/** What a MistServer says of itself and takes as commands: its controller's API, and the document that load balancers read. */
@NullMarked
package dev.flotilla.edge.helmsman.mist;

import org.jspecify.annotations.NullMarked;
