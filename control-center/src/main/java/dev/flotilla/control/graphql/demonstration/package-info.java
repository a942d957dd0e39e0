/** The API with data that is made up: for whoever tries it out, with nothing real behind it. */
@NullMarked
package dev.flotilla.control.graphql.demonstration;

import org.jspecify.annotations.NullMarked;
