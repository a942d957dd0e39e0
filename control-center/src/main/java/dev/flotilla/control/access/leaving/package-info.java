/** The end of a tenant, as its people see it: who may ask for it, who hears of it, and what becomes of their accounts. */
@NullMarked
package dev.flotilla.control.access.leaving;

import org.jspecify.annotations.NullMarked;
