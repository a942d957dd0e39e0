/** The fleet: clusters, nodes, the tokens that let machines in, and what the nodes last said about themselves. */
@NullMarked
package dev.flotilla.control.fleet;

import org.jspecify.annotations.NullMarked;
