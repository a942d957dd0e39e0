/** Streams, who sends and who watches them, and the triggers that each of their steps fires. */
@NullMarked
package dev.flotilla.mist.stream;

import org.jspecify.annotations.NullMarked;
