/** What happened on the nodes: taken in once, kept for a while, read in order. */
@NullMarked
package dev.flotilla.control.event;

import org.jspecify.annotations.NullMarked;
