package dev.flotilla.control.graphql;

import org.jspecify.annotations.Nullable;

/**
 * A value that breaks a rule. The caller mends it and asks again.
 *
 * @param field where it stands in the input, for example {@code outputs[2].port}
 * @param value what was sent; null when nothing was, or when it is a secret
 */
public record InvalidInput(String field, @Nullable String value, String message) implements Problem {
    private static final int LONGEST_ECHO = 200;

    public InvalidInput {
        if (value != null && value.length() > LONGEST_ECHO) {
            value = value.substring(0, LONGEST_ECHO) + "…";
        }
    }

    /** Names the field and the value, and then says the rule: {@code port must be 1 to 65535: '70000'}. */
    public static InvalidInput of(String field, Object value, String rule) {
        InvalidInput echo = new InvalidInput(field, value.toString(), "");
        return new InvalidInput(field, echo.value(), "%s %s: '%s'".formatted(field, rule, echo.value()));
    }

    /** Names the field only, because nothing was sent or the value is a secret. */
    public static InvalidInput of(String field, String rule) {
        return new InvalidInput(field, null, field + " " + rule);
    }
}
