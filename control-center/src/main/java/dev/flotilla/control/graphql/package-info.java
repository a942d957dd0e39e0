/** The GraphQL API's rules: problems, result unions, pages, limits and who may call what. Operations live in their features. */
@NullMarked
package dev.flotilla.control.graphql;

import org.jspecify.annotations.NullMarked;
