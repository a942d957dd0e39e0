/** Who this node is: its key, its certificate, the authority that it trusts, and the folder that keeps them. */
@NullMarked
package dev.flotilla.edge.uplink.identity;

import org.jspecify.annotations.NullMarked;
