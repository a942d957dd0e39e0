/** Identities. An id is a record of its own, so that a node's id cannot be handed over where a flow's is asked for. */
@NullMarked
package dev.flotilla.id;

import org.jspecify.annotations.NullMarked;
