/** How a machine becomes a node: it shows a bootstrap token and a key, and gets a certificate. */
@NullMarked
package dev.flotilla.control.fleet.enrolment;

import org.jspecify.annotations.NullMarked;
