/** How the benchmark of the transport engine reckons. */
@NullMarked
package dev.flotilla.bench.transport;

import org.jspecify.annotations.NullMarked;
