/** What the two ends of an enrolment share. */
@NullMarked
package dev.flotilla.enrolment;

import org.jspecify.annotations.NullMarked;
