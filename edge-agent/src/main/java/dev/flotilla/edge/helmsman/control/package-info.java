/** The node's streams to all Foghorns of its region: it reports to each, asks one at a time, and does what any of them says. */
@NullMarked
package dev.flotilla.edge.helmsman.control;

import org.jspecify.annotations.NullMarked;
