/** Streams to send, and receivers that count what arrived. */
@NullMarked
package dev.flotilla.tour.media;

import org.jspecify.annotations.NullMarked;
