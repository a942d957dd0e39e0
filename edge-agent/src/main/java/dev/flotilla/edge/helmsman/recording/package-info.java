/** Recordings (DVR) and clips of streams on this node, written by its MistServer, listed in a ledger, and served again. */
@NullMarked
package dev.flotilla.edge.helmsman.recording;

import org.jspecify.annotations.NullMarked;
