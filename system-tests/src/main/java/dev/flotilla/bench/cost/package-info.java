/** What a process costs, as the kernel accounts it. */
@NullMarked
package dev.flotilla.bench.cost;

import org.jspecify.annotations.NullMarked;
