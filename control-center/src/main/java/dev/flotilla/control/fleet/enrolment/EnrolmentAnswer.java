package dev.flotilla.control.fleet.enrolment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/** What a machine that was let in gets. The certificates are PEM texts. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record EnrolmentAnswer(
        String nodeId,
        String nodeName,
        String tenantId,
        String clusterId,
        String certificate,
        String authority,
        String uplink,
        Instant notAfter) {}
