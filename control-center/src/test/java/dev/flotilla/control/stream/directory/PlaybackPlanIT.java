package dev.flotilla.control.stream.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.database.Tenancy;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind row-level security a playback id must be found by the index, however many streams there are. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class PlaybackPlanIT {
    @Inject
    People people;

    @Inject
    Tenancy tenancy;

    @ParameterizedTest
    @ValueSource(strings = {"stream", "artifact"})
    void findsAPlaybackIdByItsIndex(String table) {
        String plan = tenancy.call(
                people.tenant(),
                () -> tenancy.sql(sql -> {
                    // A table of a few rows is read whole otherwise.
                    sql.one("select set_config('enable_seqscan', 'off', true)", row -> row.getString(1));
                    return String.join(
                            "\n",
                            sql.list(
                                    "explain select * from stream.%s where playback_key = ?".formatted(table),
                                    row -> row.getString(1),
                                    "abcdefgh12345678"));
                }));
        assertThat(plan).contains("Index Cond: (playback_key = 'abcdefgh12345678'");
    }
}
