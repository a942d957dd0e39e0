/** Where a stream goes: SRT callers and listeners, UDP. */
@NullMarked
package dev.flotilla.edge.engine.output;

import org.jspecify.annotations.NullMarked;
