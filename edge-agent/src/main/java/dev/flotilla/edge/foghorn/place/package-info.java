/** Where viewers, publishers and nodes are on the globe, and how much of that may be told to others. */
@NullMarked
package dev.flotilla.edge.foghorn.place;

import org.jspecify.annotations.NullMarked;
