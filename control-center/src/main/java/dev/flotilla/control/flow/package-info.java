/** Flows that the control center wants on nodes: their definitions, what the nodes made of them, and how they run. */
@NullMarked
package dev.flotilla.control.flow;

import org.jspecify.annotations.NullMarked;
