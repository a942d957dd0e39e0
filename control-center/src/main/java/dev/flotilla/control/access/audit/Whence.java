package dev.flotilla.control.access.audit;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Where the present request comes from; nothing outside of one. */
@ApplicationScoped
class Whence {
    private final CurrentVertxRequest current;

    Whence(CurrentVertxRequest current) {
        this.current = current;
    }

    @Nullable
    String address() {
        RoutingContext request = request();
        return request == null || request.request().remoteAddress() == null
                ? null
                : request.request().remoteAddress().hostAddress();
    }

    @Nullable
    String userAgent(int longest) {
        RoutingContext request = request();
        String agent = request == null ? null : request.request().getHeader(HttpHeaders.USER_AGENT);
        return agent == null || agent.length() <= longest ? agent : agent.substring(0, longest);
    }

    private @Nullable RoutingContext request() {
        return Arc.requireContainer().requestContext().isActive() ? current.getCurrent() : null;
    }
}
