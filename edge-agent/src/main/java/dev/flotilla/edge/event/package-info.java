/** What happened on this node: kept on the disk until the control center has it, whichever way it goes there. */
@NullMarked
package dev.flotilla.edge.event;

import org.jspecify.annotations.NullMarked;
