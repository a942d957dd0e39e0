/** Where a stream comes from: SRT callers and listeners, UDP, RTP. */
@NullMarked
package dev.flotilla.edge.engine.source;

import org.jspecify.annotations.NullMarked;
