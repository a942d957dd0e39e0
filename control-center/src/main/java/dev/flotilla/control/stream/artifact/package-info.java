/** Clips and recordings: which there are, which nodes hold them, what users want of them, how long they are kept. */
@NullMarked
package dev.flotilla.control.stream.artifact;

import org.jspecify.annotations.NullMarked;
