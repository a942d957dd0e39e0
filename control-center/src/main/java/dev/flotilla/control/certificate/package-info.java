/** Certificates: the fleet's own authority, this replica's server certificate, and those of the nodes. */
@NullMarked
package dev.flotilla.control.certificate;

import org.jspecify.annotations.NullMarked;
