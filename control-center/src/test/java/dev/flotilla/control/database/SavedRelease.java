package dev.flotilla.control.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the database of a released control center held: the migrations that had run, and rows of every table. A file of lines, each
 * a JSON object: {@code {"feature", "version", "checksum"}} or {@code {"table", "row"}}.
 */
record SavedRelease(String name, List<Migration> migrations, List<Row> rows) {
    /** Columns whose values a migration changes on purpose: of a tenant's tier, which means something since its third one. */
    private static final Map<String, String> MEANT = Map.of("tenant.tenant", "tier");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/test/resources/releases");
    private static final int MOST_ROWS = 40;

    record Migration(String feature, String version, int checksum) {}

    /**
     * One row.
     *
     * @param table with its schema
     * @param json as PostgreSQL writes it
     */
    record Row(String table, String json) {}

    static List<SavedRelease> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            var releases = new ArrayList<SavedRelease>();
            for (Path file : files.sorted().toList()) {
                releases.add(read(file));
            }
            return releases;
        }
    }

    private static SavedRelease read(Path file) throws IOException {
        var migrations = new ArrayList<Migration>();
        var rows = new ArrayList<Row>();
        for (String text : Files.readAllLines(file)) {
            JsonNode line = JSON.readTree(text);
            if (line.has("table")) {
                rows.add(new Row(line.get("table").asText(), line.get("row").toString()));
            } else {
                migrations.add(new Migration(
                        line.get("feature").asText(),
                        line.get("version").asText(),
                        line.get("checksum").asInt()));
            }
        }
        return new SavedRelease(file.getFileName().toString().replace(".jsonl", ""), migrations, rows);
    }

    /** The newest migration of each feature. */
    Map<String, String> versions() {
        var versions = new TreeMap<String, String>();
        migrations.forEach(one -> versions.merge(
                one.feature(), one.version(), (a, b) -> Integer.parseInt(a) > Integer.parseInt(b) ? a : b));
        return versions;
    }

    /** Reads it from a database, as somebody who sees all rows. */
    static SavedRelease of(String name, Sql sql) {
        List<String> tables = sql.list("""
            select schemaname || '.' || tablename from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema') order by 1
            """, row -> row.getString(1));
        var migrations = new ArrayList<Migration>();
        var rows = new ArrayList<Row>();
        for (String table : tables) {
            if (table.endsWith(".history")) {
                String feature = table.replace(".history", "");
                migrations.addAll(sql.list(
                        "select version, checksum from " + table + " where version is not null order by installed_rank",
                        row -> new Migration(feature, row.getString(1), row.getInt(2))));
            } else {
                rows.addAll(sql.list(
                        "select to_jsonb(t)::text from " + table + " t limit " + MOST_ROWS,
                        row -> new Row(table, row.getString(1))));
            }
        }
        return new SavedRelease(name, migrations, rows);
    }

    void save() throws IOException {
        var lines = new ArrayList<String>();
        for (Migration one : migrations) {
            lines.add(JSON.createObjectNode()
                    .put("feature", one.feature())
                    .put("version", one.version())
                    .put("checksum", one.checksum())
                    .toString());
        }
        for (Row row : rows) {
            ObjectNode line = JSON.createObjectNode().put("table", row.table());
            lines.add(line.set("row", JSON.readTree(row.json())).toString());
        }
        Files.write(FOLDER.resolve(name + ".jsonl"), lines);
    }

    /** Puts the rows in, whatever order their foreign keys would want. */
    void load(Sql sql) {
        sql.update("set session_replication_role = replica");
        for (Row row : rows) {
            sql.update(
                    "insert into %1$s (%2$s) overriding system value select %2$s from jsonb_populate_record(null::%1$s, ?::jsonb)"
                            .formatted(row.table(), columns(row.table(), sql)),
                    row.json());
        }
        sql.update("set session_replication_role = origin");
    }

    /** All but those that PostgreSQL computes. */
    private static String columns(String table, Sql sql) {
        return sql.one("""
            select string_agg(quote_ident(column_name), ', ') from information_schema.columns
            where table_schema || '.' || table_name = ? and is_generated = 'NEVER'
            """, row -> row.getString(1), table).orElseThrow();
    }

    /** A row that is not there any more with all it held, or null. */
    @Nullable
    Row firstLost(Sql sql) {
        return rows.stream()
                .filter(row -> sql.one(
                                "select 1 from " + row.table() + " t where to_jsonb(t) @> (?::jsonb - ?::text)",
                                found -> found.getInt(1),
                                row.json(),
                                MEANT.getOrDefault(row.table(), ""))
                        .isEmpty())
                .findFirst()
                .orElse(null);
    }
}
