/** Answers that were given a moment ago, for callers who take them. */
@NullMarked
package dev.flotilla.control.graphql.recent;

import org.jspecify.annotations.NullMarked;
