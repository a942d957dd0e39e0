/**
 * What happens, told while it happens: subscriptions that begin where a cursor says, miss nothing unsaid, and hold a bounded
 * amount for those who are slow.
 */
@NullMarked
package dev.flotilla.control.realtime;

import org.jspecify.annotations.NullMarked;
