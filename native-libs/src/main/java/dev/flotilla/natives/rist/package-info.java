/** RIST by librist: receivers, senders and their statistics. */
@NullMarked
package dev.flotilla.natives.rist;

import org.jspecify.annotations.NullMarked;
