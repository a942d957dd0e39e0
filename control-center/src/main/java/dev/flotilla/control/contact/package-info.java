/** What strangers write to whoever runs the platform: taken behind the guard against robots, kept, and mailed on. */
@NullMarked
package dev.flotilla.control.contact;

import org.jspecify.annotations.NullMarked;
