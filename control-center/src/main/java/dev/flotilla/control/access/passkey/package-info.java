/** Passkeys (WebAuthn): keys of an account that a device of its owner holds, registered and checked. */
@NullMarked
package dev.flotilla.control.access.passkey;

import org.jspecify.annotations.NullMarked;
