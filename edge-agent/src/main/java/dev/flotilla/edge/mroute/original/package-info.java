/** The files of the public mroute, for those who move from it: its configuration and its database. */
@NullMarked
package dev.flotilla.edge.mroute.original;

import org.jspecify.annotations.NullMarked;
