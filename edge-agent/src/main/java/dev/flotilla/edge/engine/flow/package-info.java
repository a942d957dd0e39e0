/** A flow: one thread that takes packets from its source and hands them to its outputs. */
@NullMarked
package dev.flotilla.edge.engine.flow;

import org.jspecify.annotations.NullMarked;
