package dev.flotilla.control.graphql;

/** What the API needs of whoever knows the callers: a word on each operation before it runs. */
public interface Gate {
    /**
     * Returns when the present caller may run the operation.
     *
     * @param operation a field of Query, Mutation or Subscription, for example {@code createFlow}
     * @throws Refused with {@link Forbidden} that says which roles may
     */
    void check(String operation);
}
