/** The reference pages in docs/reference, written from what runs. */
@NullMarked
package dev.flotilla.control.reference;

import org.jspecify.annotations.NullMarked;
