/** Where a stream goes: SRT callers and listeners, UDP, RTP. */
@NullMarked
package dev.flotilla.edge.engine.output;

import org.jspecify.annotations.NullMarked;
