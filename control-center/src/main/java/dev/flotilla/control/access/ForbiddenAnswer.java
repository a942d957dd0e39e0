package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Forbidden;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a REST caller is told whose request was refused. */
class ForbiddenAnswer {
    @ServerExceptionMapper
    Response answer(Refused refused) {
        AuthProblem problem = switch (refused.problem()) {
            case Forbidden _ -> AuthProblem.NOT_ALLOWED;
            case NotFound _ -> AuthProblem.NOT_FOUND;
            case Conflict _ -> AuthProblem.CONFLICT;
            case InvalidInput _ -> AuthProblem.REQUEST_INVALID;
        };
        return problem.response(refused.problem().message()).build();
    }
}
