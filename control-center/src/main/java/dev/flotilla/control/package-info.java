/** The control center: what starts it. Each feature is a package of its own beside this one. */
@NullMarked
package dev.flotilla.control;

import org.jspecify.annotations.NullMarked;
