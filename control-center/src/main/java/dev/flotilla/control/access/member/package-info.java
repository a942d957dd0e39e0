/** The people of a tenant: who they are, in which role, who may join, and who leaves. */
@NullMarked
package dev.flotilla.control.access.member;

import org.jspecify.annotations.NullMarked;
