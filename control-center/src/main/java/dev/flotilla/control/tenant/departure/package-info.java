/** The deletion of tenants whose time is over, with everything that is theirs in any feature. */
@NullMarked
package dev.flotilla.control.tenant.departure;

import org.jspecify.annotations.NullMarked;
