package dev.flotilla.control.graphql.demonstration;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers, times and states of made-up things: plausible, and the same each time but for the times. */
final class Figures {
    private static final Set<String> NEVER = Set.of("revokedAt", "deletedAt", "endedAt", "leavesAt", "modeSetAt");
    private static final Set<String> FALSE =
            Set.of("hasNextPage", "isStandby", "isReplica", "mustChangePassword", "isForeign");
    private static final List<String> WELL =
            List.of("ONLINE", "ACTIVE", "RUNNING", "READY", "CONNECTED", "PUBLIC", "INFO", "OWNED");
    private static final Duration LIFE = Duration.ofDays(90);

    private Figures() {}

    static long count(String field, int number) {
        if (field.equals("totalCount")) {
            return Sample.MOST;
        }
        if (field.toLowerCase(Locale.ROOT).endsWith("port")) {
            return 9000L + number;
        }
        if (field.endsWith("Bytes")) {
            return (2L + number) << 30;
        }
        if (field.endsWith("Bps")) {
            return 5_000_000L + 250_000L * number;
        }
        return 10L + Math.floorMod(field.hashCode() + 7 * number, 50);
    }

    static BigInteger large(String field, int number) {
        return BigInteger.valueOf(count(field, number));
    }

    static double share(int number) {
        return 0.1 + 0.15 * number;
    }

    static boolean fact(String field) {
        return !FALSE.contains(field);
    }

    static @Nullable Instant time(String field, int number, Instant now) {
        if (NEVER.contains(field)) {
            return null;
        }
        return field.contains("xpires") ? now.plus(LIFE) : now.minus(Duration.ofMinutes(number));
    }

    static Object state(GraphQLEnumType type) {
        return type.getValues().stream()
                .filter(value -> WELL.contains(value.getName()))
                .findFirst()
                .map(GraphQLEnumValueDefinition::getValue)
                .orElseGet(() -> type.getValues().getFirst().getValue());
    }
}
