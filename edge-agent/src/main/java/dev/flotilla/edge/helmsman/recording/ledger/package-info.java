/** What clips and recordings this node has made, and of which files they are: SQLite, so that it outlives a kill at any point. */
@NullMarked
package dev.flotilla.edge.helmsman.recording.ledger;

import org.jspecify.annotations.NullMarked;
