/** How much callers may ask for: points that queries cost, for each tenant and for each address. */
@NullMarked
package dev.flotilla.control.graphql.allowance;

import org.jspecify.annotations.NullMarked;
