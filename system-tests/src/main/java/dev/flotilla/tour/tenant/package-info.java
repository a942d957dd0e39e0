/** The control center's tour: a tenant from the day it is made. */
@NullMarked
package dev.flotilla.tour.tenant;

import org.jspecify.annotations.NullMarked;
