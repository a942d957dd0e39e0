/** How this executable starts itself once more, in another role. */
@NullMarked
package dev.flotilla.edge.engine.launch;

import org.jspecify.annotations.NullMarked;
