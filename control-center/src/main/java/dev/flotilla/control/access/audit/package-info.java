/** The audit log: who did what to what, from where, with what outcome. */
@NullMarked
package dev.flotilla.control.access.audit;

import org.jspecify.annotations.NullMarked;
