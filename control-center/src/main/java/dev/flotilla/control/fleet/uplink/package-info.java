/** The control center's end of the uplink: one stream per node, over which it reports and learns what is wanted of it. */
@NullMarked
package dev.flotilla.control.fleet.uplink;

import org.jspecify.annotations.NullMarked;
