/** The engine's side of media helpers: a process for each leg that must be parsed, kept alive, bounded, and ended with its flow. */
@NullMarked
package dev.flotilla.edge.engine.media;

import org.jspecify.annotations.NullMarked;
