@NullMarked
package dev.flotilla.bench.control;

import org.jspecify.annotations.NullMarked;
