/**
 * Viewers that are there, on the disk: whoever went while the agent was away is accounted for when it is back.
 * {@link dev.flotilla.edge.helmsman.session.SessionLedger} is the way in.
 */
@NullMarked
package dev.flotilla.edge.helmsman.session;

import org.jspecify.annotations.NullMarked;
