/** Who may watch a stream: everybody, who has a signed token, or whom the tenant's webhook allows. */
@NullMarked
package dev.flotilla.edge.foghorn.policy;

import org.jspecify.annotations.NullMarked;
