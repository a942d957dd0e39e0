/** Single sign-on: people who come from an OpenID provider, and the accounts that are theirs here. */
@NullMarked
package dev.flotilla.control.access.signon;

import org.jspecify.annotations.NullMarked;
