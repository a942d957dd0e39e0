/** Who may do what: users, sessions, the tokens that we sign, and the table of permissions. */
@NullMarked
package dev.flotilla.control.access;

import org.jspecify.annotations.NullMarked;
