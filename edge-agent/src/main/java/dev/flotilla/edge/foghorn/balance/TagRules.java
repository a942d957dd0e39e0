package dev.flotilla.edge.foghorn.balance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a request adds to the scores of nodes with some tags, as MistServer reads it: {@code {"eu,fast":100,"-us":50}} adds 100 to
 * nodes with either tag, and 50 to those without "us".
 */
public record TagRules(List<Rule> rules) {
    /** No rule. */
    public static final TagRules NONE = new TagRules(List.of());

    private static final int MOST_RULES = 16;
    private static final int MOST_POINTS = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    public TagRules {
        rules = List.copyOf(rules);
    }

    /** Adds to the score of each node that has any of the tags, or, when inverted, none of them. */
    record Rule(Set<String> tags, boolean isInverted, int points) {
        Rule {
            tags = Set.copyOf(tags);
        }

        int points(Set<String> present) {
            return tags.stream().anyMatch(present::contains) != isInverted ? points : 0;
        }
    }

    /** What is no JSON object of numbers has no rules; so does MistServer. Takes 16 rules at most. */
    public static TagRules parse(String json) {
        try {
            JsonNode object = JSON.readTree(json);
            List<Rule> rules = new ArrayList<>();
            object.properties().stream()
                    .filter(entry -> entry.getValue().isNumber())
                    .limit(MOST_RULES)
                    .forEach(entry ->
                            rules.add(rule(entry.getKey(), entry.getValue().asInt())));
            return rules.isEmpty() ? NONE : new TagRules(rules);
        } catch (JsonProcessingException malformed) {
            return NONE;
        }
    }

    private static Rule rule(String expression, int points) {
        boolean isInverted = expression.startsWith("-");
        String list = isInverted ? expression.substring(1) : expression;
        return new Rule(
                Set.copyOf(Arrays.asList(list.split(",", -1))),
                isInverted,
                Math.clamp(points, -MOST_POINTS, MOST_POINTS));
    }

    /** For a node with these tags. */
    int points(Set<String> tags) {
        int sum = 0;
        for (Rule rule : rules) {
            sum += rule.points(tags);
        }
        return sum;
    }

    /** More than any node can get. */
    int mostPoints() {
        int most = 0;
        for (Rule rule : rules) {
            most += Math.max(0, rule.points);
        }
        return most;
    }
}
