/** What the edges ask about streams, and how they hear that one changed. */
@NullMarked
package dev.flotilla.control.stream.directory;

import org.jspecify.annotations.NullMarked;
