/** The ways in for people who have no session: invitations, lost passwords, signing up, and the guard against robots before them. */
@NullMarked
package dev.flotilla.control.access.entrance;

import org.jspecify.annotations.NullMarked;
