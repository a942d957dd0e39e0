/** Tenants: the customers of the fleet, to whom everything else belongs. */
@NullMarked
package dev.flotilla.control.tenant;

import org.jspecify.annotations.NullMarked;
