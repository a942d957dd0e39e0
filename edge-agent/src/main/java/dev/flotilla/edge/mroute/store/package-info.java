/** What the node remembers of its flows: one SQLite file, secrets sealed. */
@NullMarked
package dev.flotilla.edge.mroute.store;

import org.jspecify.annotations.NullMarked;
