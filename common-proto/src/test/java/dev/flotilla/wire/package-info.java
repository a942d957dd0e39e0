/** Guards what stands on the wire between versions. */
@NullMarked
package dev.flotilla.wire;

import org.jspecify.annotations.NullMarked;
