/** Two sources, one stream: which of them feeds the outputs, and how the stream passes from one to the other. */
@NullMarked
package dev.flotilla.edge.engine.failover;

import org.jspecify.annotations.NullMarked;
