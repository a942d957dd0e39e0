/** The rules of the house, each with its reason: what a reviewer would otherwise have to remember. */
@NullMarked
package dev.flotilla.rules;

import org.jspecify.annotations.NullMarked;
