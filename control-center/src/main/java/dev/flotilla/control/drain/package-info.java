/** How a replica leaves: it says that it is not ready, serves on for a while, and sends away those who hold long calls. */
@NullMarked
package dev.flotilla.control.drain;

import org.jspecify.annotations.NullMarked;
