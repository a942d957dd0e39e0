/** The engine's end of the socket: one agent at a time gives commands and gets reports. */
@NullMarked
package dev.flotilla.edge.engine.control;

import org.jspecify.annotations.NullMarked;
