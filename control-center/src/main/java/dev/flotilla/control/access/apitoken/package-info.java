/** API tokens: how programs call the API in the name of a person, within the scopes that the person gave them. */
@NullMarked
package dev.flotilla.control.access.apitoken;

import org.jspecify.annotations.NullMarked;
