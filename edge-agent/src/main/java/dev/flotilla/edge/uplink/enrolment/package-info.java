/** How a machine joins the fleet: one pinned request that turns a bootstrap token into an identity. */
@NullMarked
package dev.flotilla.edge.uplink.enrolment;

import org.jspecify.annotations.NullMarked;
