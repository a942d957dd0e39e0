/** The node's line to the control center: enrolment, identity, the control stream and the spool of events. */
@NullMarked
package dev.flotilla.edge.uplink;

import org.jspecify.annotations.NullMarked;
