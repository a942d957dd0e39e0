/** Where a stream comes from: SRT callers and listeners, UDP. */
@NullMarked
package dev.flotilla.edge.engine.source;

import org.jspecify.annotations.NullMarked;
