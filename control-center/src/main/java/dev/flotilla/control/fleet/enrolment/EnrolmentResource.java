package dev.flotilla.control.fleet.enrolment;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code POST /enrol/v1/nodes}: the one call that a machine makes without a certificate. */
@Path("/enrol/v1/nodes")
class EnrolmentResource {
    private static final Logger LOG = Logger.getLogger(EnrolmentResource.class);

    private final Enrolment enrolment;
    private final AttemptLimit limit;
    private final MeterRegistry meters;

    EnrolmentResource(Enrolment enrolment, AttemptLimit limit, MeterRegistry meters) {
        this.enrolment = enrolment;
        this.limit = limit;
        this.meters = meters;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response enrol(byte[] body, HttpServerRequest http) {
        String address = addressOf(http);
        limit.count(address);
        EnrolmentAnswer answer = enrolment.enrol(EnrolmentRequest.parse(body), address);
        count("admitted");
        LOG.infof("enrolled node=%s tenant=%s address=%s", answer.nodeId(), answer.tenantId(), address);
        return Response.status(Response.Status.CREATED).entity(answer).build();
    }

    @ServerExceptionMapper
    Response refuse(EnrolmentRefused refused, HttpServerRequest http) {
        EnrolmentFault fault = refused.fault();
        count(fault.code());
        LOG.warnf("enrolment refused code=%s address=%s: %s", fault.code(), addressOf(http), refused.getMessage());
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:flotilla:problem:" + fault.code());
        problem.put("title", fault.title());
        problem.put("status", fault.status());
        problem.put("detail", refused.getMessage());
        problem.put("code", fault.code());
        return Response.status(fault.status())
                .type("application/problem+json")
                .entity(problem)
                .build();
    }

    /** Of whoever calls; the word of a trusted proxy that does not know it, which may be "unknown". */
    private static String addressOf(HttpServerRequest http) {
        SocketAddress remote = http.remoteAddress();
        return Objects.requireNonNullElseGet(remote.hostAddress(), remote::host);
    }

    private void count(String outcome) {
        meters.counter("flotilla_control_enrolments", "outcome", outcome).increment();
    }
}
