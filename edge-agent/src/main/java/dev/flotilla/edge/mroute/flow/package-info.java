/** What a flow is: mroute's document of it, its transports, its rules, and the specification that the engine runs. Pure. */
@NullMarked
package dev.flotilla.edge.mroute.flow;

import org.jspecify.annotations.NullMarked;
