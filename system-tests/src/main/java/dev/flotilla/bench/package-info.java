/** Benchmarks: what the product costs, measured beside its peers in one run. */
@NullMarked
package dev.flotilla.bench;

import org.jspecify.annotations.NullMarked;
