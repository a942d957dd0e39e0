/** Who is answered what, and that nobody learns of another tenant: the table in isolation.txt against what runs. */
@NullMarked
package dev.flotilla.control.isolation;

import org.jspecify.annotations.NullMarked;
