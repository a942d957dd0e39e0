package dev.flotilla.rules;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What source files look like. */
class SourceRulesTest {
    private static final int MOST_LINES = 500;
    private static final long MOST_BYTES = 2_000_000;
    private static final Pattern LAYER =
            Pattern.compile("(^|/)(util|utils|common|impl|dto|service|services|manager|helper|helpers|misc)/");
    private static final Pattern IMAGE = Pattern.compile(".*\\.(png|ico)");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(^|[^\\w.~-])/(work|farm|root|home/[a-z]+)/", Pattern.MULTILINE);
    private static final Pattern REGISTRY =
            Pattern.compile("https?://[\\w.-]*(registry|artifactory|nexus|mirror)[\\w.-]*[/:]");

    @Test
    void noJavaFileIsLong() {
        assertThat(Repository.java())
                .as(
                        "a file over %d lines holds a second thing: find the boundary and give that thing its name",
                        MOST_LINES)
                .filteredOn(path -> Repository.text(path).lines().count() > MOST_LINES)
                .isEmpty();
    }

    @Test
    void packagesAreNamedByFeature() {
        assertThat(Repository.java())
                .as("a package named by layer collects everything: name it by the feature that a stranger looks for")
                .filteredOn(path -> LAYER.matcher(packageOf(path) + "/").find())
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Set<String> folders =
                Repository.files(path -> path.endsWith(".java") && path.contains("/src/main/java/")).stream()
                        .map(path -> path.substring(0, path.lastIndexOf('/')))
                        .collect(toCollection(TreeSet::new));
        List<String> described = Repository.files(path -> path.endsWith("/package-info.java"));
        assertThat(folders)
                .as(
                        "a package needs a package-info.java whose first sentence says what it is, with @NullMarked: without"
                                + " it the null checks pass over the whole package in silence")
                .filteredOn(folder -> !described.contains(folder + "/package-info.java")
                        || !isDescribed(Repository.text(folder + "/package-info.java")))
                .isEmpty();
    }

    @Test
    void nothingBuiltOrDownloadedIsTracked() {
        assertThat(Repository.files(path -> Repository.bytes(path) > MOST_BYTES))
                .as("a file over %d bytes was built or downloaded: let the build fetch it", MOST_BYTES)
                .isEmpty();
        assertThat(Repository.files(path -> !IMAGE.matcher(path).matches()))
                .as("a binary file cannot be reviewed: let the build make it")
                .filteredOn(path -> Repository.text(path).indexOf('\0') >= 0)
                .isEmpty();
    }

    @Test
    void nothingNamesTheMachineOnWhichItWasWritten() {
        assertThat(Repository.files(path -> !IMAGE.matcher(path).matches()))
                .as(
                        "a path or a package server of one machine is missing on every other: find it, or let people set it")
                .filteredOn(path -> namesAMachine(Repository.text(path)))
                .isEmpty();
    }

    @Test
    void versionsStandOnlyInTheRootPom() {
        assertThat(Repository.files(path -> path.endsWith("/pom.xml")))
                .as("a version in a module drifts from the others: give it a property in the root pom.xml")
                .filteredOn(path -> Pattern.compile("<version>[^$]")
                        .matcher(Repository.text(path).replaceAll("(?s)<parent>.*?</parent>", ""))
                        .find())
                .isEmpty();
    }

    private static boolean isDescribed(String packageInfo) {
        return packageInfo.startsWith("/**") && packageInfo.contains("@NullMarked\npackage ");
    }

    private static boolean namesAMachine(String text) {
        return MACHINE_PATH.matcher(text).find() || REGISTRY.matcher(text).find();
    }

    private static String packageOf(String path) {
        int source = path.indexOf("/java/");
        return source < 0 ? "" : path.substring(source + "/java/".length(), path.lastIndexOf('/'));
    }
}
