/** Keys: one master key outside of the database, and in it a data key for each purpose, wrapped by the master key. */
@NullMarked
package dev.flotilla.control.secret;

import org.jspecify.annotations.NullMarked;
