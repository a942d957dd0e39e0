package dev.flotilla.control.reference;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/reference/control-center.md: every setting, from the interfaces that read them and from the sample file. */
class ConfigurationReferenceTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern MAPPING = Pattern.compile(
            "(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@ConfigMapping\\(prefix = \"([a-z.-]+)\"\\)\\s*(?:public )?interface"
                    + " \\w+ \\{(.*)}");
    private static final Pattern SETTING = Pattern.compile(
            "(?s)(?:/\\*\\*((?:(?!\\*/).)*)\\*/\\s*)?(?:@WithDefault\\(\"([^\"]*)\"\\)\\s*)?([\\w<>]+) (\\w+)\\(\\);");
    private static final Pattern GROUP =
            Pattern.compile("(?s)(?:/\\*\\*(?:(?!\\*/).)*\\*/\\s*)?interface (\\w+) \\{(.*?)\\n    }");
    private static final Pattern SAMPLE = Pattern.compile("#([a-z][a-z0-9.\"-]*)=(.*)");

    @Test
    void thePageIsPublished() throws IOException {
        Map<String, String> features = new TreeMap<>();
        for (String source : sources()) {
            Matcher mapping = MAPPING.matcher(source);
            if (mapping.find()) {
                features.put(mapping.group(2), featureOf(mapping.group(2), mapping.group(1), mapping.group(3)));
            }
        }
        assertThat(features).containsKey("flotilla.api");
        Published.check(
                "control-center.md",
                """
                    # Settings of the control center

                    Written by the build; see [the sample file](../../control-center/application.sample.properties) for how to set them.

                    """ + beforeTheStart(features.keySet().stream().toList()) + String.join("\n", features.values()));
    }

    private static String featureOf(String prefix, String javadoc, String body) {
        return "## %s%n%n%s%n%n| setting | default | meaning |%n| --- | --- | --- |%n%s"
                .formatted(prefix, words(javadoc), rowsOf(prefix, body));
    }

    /** Of the settings, and of those that stand in groups of their own. */
    private static String rowsOf(String prefix, String body) {
        Map<String, String> groups = new TreeMap<>();
        String own = GROUP.matcher(body).replaceAll(group -> {
            groups.put(group.group(1), group.group(2));
            return "";
        });
        return SETTING.matcher(own)
                .results()
                .map(setting -> {
                    String key = prefix + "." + kebab(setting.group(4));
                    String group = groups.get(setting.group(3));
                    return group == null
                            ? "| `%s` | %s | %s |%n".formatted(key, defaultOf(setting), words(setting.group(1)))
                            : rowsOf(key, group);
                })
                .collect(joining());
    }

    private static String defaultOf(MatchResult setting) {
        String value = setting.group(2);
        return value == null ? "" : "`" + value + "`";
    }

    /** What the launcher and the framework read stands in the sample file only. */
    private static String beforeTheStart(List<String> prefixes) throws IOException {
        List<String> comment = new ArrayList<>();
        var rows = new StringBuilder(
                "## From the start\n\n| setting | default or example | meaning |\n| --- | --- | --- |\n");
        for (String line : Files.readAllLines(Path.of("application.sample.properties"))) {
            Matcher setting = SAMPLE.matcher(line);
            if (setting.matches()) {
                if (prefixes.stream().noneMatch(prefix -> setting.group(1).startsWith(prefix + "."))) {
                    rows.append("| `%s` | %s | %s |%n"
                            .formatted(
                                    setting.group(1),
                                    setting.group(2).isEmpty() ? "" : "`" + setting.group(2) + "`",
                                    String.join(" ", comment)));
                }
            } else if (line.startsWith("# ")) {
                comment.add(line.substring(2));
            } else {
                comment.clear();
            }
        }
        return rows.append('\n').toString();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Config.java"))
                    .sorted()
                    .map(ConfigurationReferenceTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Javadoc on one line. */
    private static String words(@Nullable String javadoc) {
        return javadoc == null
                ? ""
                : javadoc.lines()
                        .map(line -> line.strip().replaceFirst("^\\*\\s?", ""))
                        .filter(line -> !line.startsWith("@"))
                        .collect(joining(" "))
                        .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                        .strip();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
