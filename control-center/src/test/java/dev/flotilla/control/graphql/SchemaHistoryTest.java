package dev.flotilla.control.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client of the last release asks for is still there: see "What changes, and how" in docs/guide/api.md. */
class SchemaHistoryTest {
    private static final Path CONTRACT = Path.of("..", "docs", "reference", "schema.graphql");
    private static final Path RELEASED = Path.of("src", "test", "resources", "contracts", "v0.4.0.graphql");

    @Test
    void nothingIsTakenAwayThatTheLastReleaseHad() throws IOException {
        assertThat(breakages(Files.readString(RELEASED), Files.readString(CONTRACT)))
                .isEmpty();
    }

    @Test
    void aFieldThatIsGoneIsNoticed() throws IOException {
        String present = Files.readString(CONTRACT);
        String without = present.replace("  flowTemplates: [FlowTemplate!]!\n", "");
        assertThat(without).isNotEqualTo(present);
        assertThat(breakages(present, without)).anyMatch(breakage -> breakage.contains("flowTemplates"));
    }

    @Test
    void anArgumentThatBecomesNecessaryIsNoticed() throws IOException {
        String present = Files.readString(CONTRACT);
        String stricter = present.replace("liveFlowEvents(flowId: ID, ", "liveFlowEvents(flowId: ID!, ");
        assertThat(stricter).isNotEqualTo(present);
        assertThat(breakages(present, stricter)).isNotEmpty();
    }

    private static List<String> breakages(String before, String after) {
        var reporter = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromSdl(before, after), reporter);
        return reporter.getBreakages().stream().map(DiffEvent::toString).toList();
    }
}
