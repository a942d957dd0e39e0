/** What the control center and the agents agree on about releases: how versions are ordered, and what is signed. */
@NullMarked
package dev.flotilla.release;

import org.jspecify.annotations.NullMarked;
