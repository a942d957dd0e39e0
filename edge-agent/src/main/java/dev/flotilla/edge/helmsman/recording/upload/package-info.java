/** Brings clips and recordings to the installation's object storage: piece by piece, again until it has them all. */
@NullMarked
package dev.flotilla.edge.helmsman.recording.upload;

import org.jspecify.annotations.NullMarked;
