/**
 * The GraphQL API's rules: problems, result unions, pages, limits and who may call what. Operations live in their features:
 * <ul>
 *   <li>A class with {@code @GraphQLApi}. A mutation returns its success and throws {@link Refused} with a {@link Problem};
 *       the schema makes the union. A query answers null, or throws {@code Refused} too.
 *   <li>An answer is a record with {@code @DefaultNonNull}, {@code Optional} components where the schema has no {@code !},
 *       {@code List<@NonNull Item>} for {@code [Item!]!}, {@code @Id String} ids and {@code @Name("isX") boolean isX}.
 *   <li>An input is a record with {@code @Input("CreateThingInput")}, {@code @NonNull} and {@code @Nullable} components.
 *   <li>Fields of another feature's type are batched: {@code List<Answer> name(@Source List<Thing> things)}.
 *   <li>Every operation has a line in the permissions of {@code access}; without one it is refused.
 * </ul>
 */
@NullMarked
package dev.flotilla.control.graphql;

import org.jspecify.annotations.NullMarked;
