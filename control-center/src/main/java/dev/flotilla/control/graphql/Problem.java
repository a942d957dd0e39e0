package dev.flotilla.control.graphql;

/** Why a request was refused, as people may read it: one sentence that names what was wrong. */
public sealed interface Problem permits InvalidInput, NotFound, Forbidden, Conflict {
    /** A sentence for the caller; never holds a secret or an internal. */
    String message();

    /** The word for programs, as it stands in the extensions of a GraphQL error. */
    default String code() {
        return switch (this) {
            case InvalidInput _ -> "INVALID_INPUT";
            case NotFound _ -> "NOT_FOUND";
            case Forbidden _ -> "FORBIDDEN";
            case Conflict _ -> "CONFLICT";
        };
    }
}
