/**
 * The transport unit: flows of this node, wanted by its own API or by the control center, kept durably and carried out by
 * the engine. {@link dev.flotilla.edge.mroute.Flows} is the way in.
 */
@NullMarked
package dev.flotilla.edge.mroute;

import org.jspecify.annotations.NullMarked;
