/** What Foghorn costs: a redirect beside nginx, and the choice of a node alone. */
@NullMarked
package dev.flotilla.bench.foghorn;

import org.jspecify.annotations.NullMarked;
