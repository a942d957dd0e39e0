package dev.flotilla.control.tenant;

/**
 * A CDI event in the transaction that gives a tenant notice, takes that back or begins its deletion. Whoever throws prevents it.
 *
 * @param tenant as it is from then on
 */
public record TenantNoticed(Tenant tenant, Step step) {
    /** What came about. */
    public enum Step {
        GIVEN,
        TAKEN_BACK,
        DUE
    }
}
