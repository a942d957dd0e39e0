/** The edge agent: what runs on a node of the fleet. */
@NullMarked
package dev.flotilla.edge;

import org.jspecify.annotations.NullMarked;
