package dev.flotilla.control.access.signon;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody as the provider describes them.
 *
 * @param email empty unless the provider vouches for it
 * @param values what the configured claim says that they are
 */
record Person(String issuer, String subject, Optional<String> email, String name, Set<String> values) {
    /** Of verified claims; the values may stand in either token, because providers differ. */
    static Person of(JsonObject identity, JsonObject access, String roleClaim) {
        String subject = identity.getString("sub");
        boolean isVerified = Boolean.TRUE.equals(identity.getValue("email_verified"));
        Optional<String> email = isVerified ? Optional.ofNullable(identity.getString("email")) : Optional.empty();
        Set<String> values = valuesOf(identity, roleClaim);
        return new Person(
                identity.getString("iss"),
                subject,
                email,
                identity.getString("name", email.orElse(subject)),
                values.isEmpty() ? valuesOf(access, roleClaim) : values);
    }

    private static Set<String> valuesOf(JsonObject claims, String path) {
        Object value = claims;
        for (String step : path.split("/", -1)) {
            value = value instanceof JsonObject object ? object.getValue(step) : null;
        }
        return switch (value) {
            case JsonArray array -> array.stream().map(Object::toString).collect(Collectors.toSet());
            case String text -> Set.of(text);
            case null, default -> Set.of();
        };
    }
}
