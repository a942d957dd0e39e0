package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Forbidden;
import dev.flotilla.control.graphql.Refused;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a REST caller is told when the table of permissions says no. */
class ForbiddenAnswer {
    @ServerExceptionMapper
    Response answer(Refused refused) {
        if (refused.problem() instanceof Forbidden forbidden) {
            return AuthProblem.NOT_ALLOWED.response(forbidden.message()).build();
        }
        return AuthProblem.REQUEST_INVALID.response(refused.problem().message()).build();
    }
}
