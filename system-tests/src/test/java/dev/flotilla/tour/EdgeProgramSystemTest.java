package dev.flotilla.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tour.center.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The agent's command line on a node that runs. */
@Tag("native")
@ExtendWith(RunningFleet.class)
class EdgeProgramSystemTest {
    @Test
    void saysItsVersion(Fleet fleet) throws IOException {
        assertThat(edge(fleet, "version")).containsPattern("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void statusSaysThatTheNodeIsConnected(Fleet fleet) throws IOException {
        assertThat(edge(fleet, "status")).containsIgnoringCase("connected");
    }

    @Test
    void listsTheDemonstration(Fleet fleet) throws IOException {
        assertThat(edge(fleet, "flows")).contains("Demonstration");
    }

    @Test
    void doctorFindsTheNodeWell(Fleet fleet) throws IOException {
        assertThat(edge(fleet, "doctor")).containsIgnoringCase("libsrt");
    }

    /** What the command printed; it must have ended well. */
    private static String edge(Fleet fleet, String command) throws IOException {
        Path output = Files.createTempFile("edge-", ".txt");
        try {
            fleet.flotilla(output, "edge", command);
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }
}
