package dev.flotilla.control.graphql;

/**
 * Ends a request that cannot be granted, and takes its transaction back. A mutation answers the problem as a member of its
 * result union, a query as an error whose extensions carry the problem's code.
 */
public final class Refused extends RuntimeException {
    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
