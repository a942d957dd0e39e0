/** Letters to people: by SMTP where it is configured, otherwise into a folder that the operator reads. */
@NullMarked
package dev.flotilla.control.access.mail;

import org.jspecify.annotations.NullMarked;
