package dev.flotilla.edge.uplink;

import dev.flotilla.edge.uplink.enrolment.EnrolmentResult;
import java.util.Optional;

/** What the uplink needs of whoever knows with what the agent was started. */
public interface UnattendedEnrolment {
    /** Tries to enrol this node; answers nothing when the agent was not started with what that takes. May block. */
    Optional<EnrolmentResult> attempt();
}
