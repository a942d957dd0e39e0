package dev.flotilla.id;

/** A tenant's subscription to the cluster of another. */
public record SubscriptionId(String value) {
    private static final IdFormat FORMAT = new IdFormat("subscription", "subscription", 8);

    /** @throws IllegalArgumentException naming the value when it is not "subscription_" and 16 lower-case hexadecimal digits */
    public SubscriptionId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static SubscriptionId random() {
        return new SubscriptionId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
