package dev.flotilla.control.fleet.enrolment;

/** Ends an enrolment and takes its transaction back. */
final class EnrolmentRefused extends RuntimeException {
    private final EnrolmentFault fault;

    EnrolmentRefused(EnrolmentFault fault, String detail) {
        super(detail, null, false, false);
        this.fault = fault;
    }

    EnrolmentFault fault() {
        return fault;
    }
}
