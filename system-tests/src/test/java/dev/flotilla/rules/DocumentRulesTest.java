package dev.flotilla.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What documents may claim. */
class DocumentRulesTest {
    private static final int MOST_README_LINES = 80;
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)(#[^)\\s]*)?\\)");
    private static final Pattern QUOTED = Pattern.compile("`([\\w@.-]+(?:/[\\w@.-]+)+/?)`");

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(broken(LINK, true))
                .as("a dead link sends a reader away: mend it or drop it")
                .isEmpty();
    }

    @Test
    void everyQuotedPathExists() {
        assertThat(broken(QUOTED, false))
                .as("a document quotes a path that is not there: it was moved, or never came")
                .isEmpty();
    }

    @Test
    void aReadmeIsReadInOneGo() {
        assertThat(Repository.files(path -> path.endsWith("README.md")))
                .as("a README over %d lines is not read: move the rest to docs/ and link it", MOST_README_LINES)
                .filteredOn(path -> Repository.text(path).lines().count() > MOST_README_LINES)
                .isEmpty();
    }

    /** Lines "document: path" whose path exists neither beside the document nor, unless a link, from the root. */
    private static List<String> broken(Pattern pattern, boolean isLink) {
        List<String> broken = new ArrayList<>();
        for (String document : Repository.files(path -> path.endsWith(".md"))) {
            Matcher quoted = pattern.matcher(withoutListings(Repository.text(document)));
            while (quoted.find()) {
                String path = quoted.group(1);
                if (isElsewhere(path, isLink) || exists(document, path, isLink)) {
                    continue;
                }
                broken.add(document + ": " + path);
            }
        }
        return broken;
    }

    /** Whether that is the web, or (as a quotation) no path of ours: ours begin with a folder of the root. */
    private static boolean isElsewhere(String path, boolean isLink) {
        if (isLink) {
            return path.contains("://") || path.startsWith("mailto:");
        }
        String first = path.substring(0, path.indexOf('/'));
        boolean isOurs = !first.equals(".") && !first.equals("..") && Files.exists(Repository.ROOT.resolve(first));
        return !isOurs || path.contains("/target/") || path.startsWith(".flotilla/");
    }

    private static boolean exists(String document, String path, boolean isLink) {
        Path beside = Repository.ROOT.resolve(document).resolveSibling(path);
        return Files.exists(beside) || (!isLink && Files.exists(Repository.ROOT.resolve(path)));
    }

    private static String withoutListings(String markdown) {
        return markdown.replaceAll("(?s)```.*?```", "");
    }
}
