/** Second factors: codes of an app, recovery codes, passkeys after a password, and who needs one. */
@NullMarked
package dev.flotilla.control.access.factor;

import org.jspecify.annotations.NullMarked;
