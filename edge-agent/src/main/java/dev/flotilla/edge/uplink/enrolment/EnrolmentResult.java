package dev.flotilla.edge.uplink.enrolment;

import dev.flotilla.edge.uplink.identity.Identity;

/** What came of an enrolment. */
public sealed interface EnrolmentResult {
    /** This node belongs to the fleet, and its identity is stored. */
    record Enrolled(Identity identity) implements EnrolmentResult {}

    /** Nothing changed on this node. The particulars never hold the token. */
    record Refused(EnrolmentFault fault, String particulars) implements EnrolmentResult {
        /** One sentence for people. */
        public String sentence() {
            return fault.sentence(particulars);
        }
    }
}
