/** Queries that clients name by their hash instead of sending them each time. */
@NullMarked
package dev.flotilla.control.graphql.document;

import org.jspecify.annotations.NullMarked;
