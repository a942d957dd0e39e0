/** What this machine is and how it does: inventory, health, and the node's own HTTP API. */
@NullMarked
package dev.flotilla.edge.node;

import org.jspecify.annotations.NullMarked;
