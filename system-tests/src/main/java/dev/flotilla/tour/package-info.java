/** Walks of one user through one capability of the running product, each step with what it checks. */
@NullMarked
package dev.flotilla.tour;

import org.jspecify.annotations.NullMarked;
