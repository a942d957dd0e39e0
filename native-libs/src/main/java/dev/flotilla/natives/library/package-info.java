/** Finds shared libraries on the system and says which package to install where one is missing. */
@NullMarked
package dev.flotilla.natives.library;

import org.jspecify.annotations.NullMarked;
