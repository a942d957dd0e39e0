/** mroute's REST API, as its clients know it: same paths, same names, same status codes, same sentences. */
@NullMarked
package dev.flotilla.edge.mroute.rest;

import org.jspecify.annotations.NullMarked;
