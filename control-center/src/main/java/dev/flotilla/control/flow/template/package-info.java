/** Templates: flows with parameters, of which flows are made. */
@NullMarked
package dev.flotilla.control.flow.template;

import org.jspecify.annotations.NullMarked;
