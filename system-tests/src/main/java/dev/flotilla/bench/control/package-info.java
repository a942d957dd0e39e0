/** The control center with many tenants, nodes and streams, alone and as two replicas. */
@NullMarked
package dev.flotilla.bench.control;

import org.jspecify.annotations.NullMarked;
