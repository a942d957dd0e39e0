/** The unit that routes viewers, publishers and MistServers to the best node of its region. */
@NullMarked
package dev.flotilla.edge.foghorn;

import org.jspecify.annotations.NullMarked;
