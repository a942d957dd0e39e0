package dev.flotilla.id;

/** A customer of the fleet: everything else belongs to exactly one. */
public record TenantId(String value) {
    private static final IdFormat FORMAT = new IdFormat("tenant", "tenant", 8);

    /** @throws IllegalArgumentException naming the value when it is not "tenant_" and 16 lower-case hexadecimal digits */
    public TenantId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static TenantId random() {
        return new TenantId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
