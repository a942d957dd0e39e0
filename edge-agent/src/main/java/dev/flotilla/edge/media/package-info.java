/** The media helper: a process of its own that parses what strangers send, so that what kills it kills no flow. */
@NullMarked
package dev.flotilla.edge.media;

import org.jspecify.annotations.NullMarked;
