/** The programs that play streams and receive them, compiled when a benchmark begins. */
@NullMarked
package dev.flotilla.bench.tool;

import org.jspecify.annotations.NullMarked;
