package dev.flotilla.control.graphql;

/** What was asked for does not exist for this caller's tenant. Another tenant's things are not found either. */
public record NotFound(String message) implements Problem {
    public static NotFound of(String kind, Object id) {
        return new NotFound("There is no %s '%s'.".formatted(kind, id));
    }
}
