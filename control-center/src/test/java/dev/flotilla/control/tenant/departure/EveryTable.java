package dev.flotilla.control.tenant.departure;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.SqlFailure;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** For tests: all tables that hold rows of tenants, as the database's catalogue knows them, and a made-up row for each. */
@ApplicationScoped
class EveryTable {
    private static final String TABLES = """
        select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and exists (
            select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
        order by (select count(*) from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), name\
        """;

    /** Columns that must have a value, with what the catalogue says about it. */
    private static final String COLUMNS = """
        select a.attname as name, format_type(a.atttypid, null) as type,
            (select substring(pg_get_constraintdef(k.oid) from '[( ]' || a.attname || ' = (?:ANY \\(+ARRAY\\[)?''([^'']*)''')
                from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any (k.conkey)
                order by 1 limit 1) as allowed,
            (select confrelid::regclass || ' ' || (select p.attname from pg_attribute p where p.attrelid = f.confrelid
                    and p.attnum = f.confkey[array_position(f.conkey, a.attnum)])
                from pg_constraint f where f.conrelid = a.attrelid and f.contype = 'f' and a.attnum = any (f.conkey)
                limit 1) as parent
        from pg_attribute a where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull
            and not a.atthasdef and a.attidentity = '' and a.attgenerated = '' and a.attname <> 'tenant_id'\
        """;

    private record Column(String name, String type, String allowed, String parent) {}

    private final Tenancy tenancy;
    private final Jobs jobs;
    private final AtomicInteger next = new AtomicInteger();

    EveryTable(Tenancy tenancy, Jobs jobs) {
        this.tenancy = tenancy;
        this.jobs = jobs;
    }

    List<String> names() {
        return jobs.call(Purpose.TENANTS, sql -> sql.list(TABLES, row -> row.getString("name")));
    }

    /** How many rows of the tenant each table has that has any. */
    Map<String, Integer> rowsOf(TenantId tenant) {
        var counts = new TreeMap<String, Integer>();
        for (String table : names()) {
            int count = jobs.<Integer>call(
                    Purpose.TENANTS,
                    sql -> sql.one(
                                    "select count(*) from " + table + " where tenant_id = ?",
                                    row -> row.getInt(1),
                                    tenant.value())
                            .orElseThrow());
            if (count > 0) {
                counts.put(table, count);
            }
        }
        return counts;
    }

    /** Puts a row into each table that has none of the tenant. Answers where it could not, and why. */
    List<String> fill(TenantId tenant) {
        List<String> failures = fillOnce(tenant);
        // What points to rows that came later can come now.
        for (List<String> before = List.of(); !failures.isEmpty() && failures.size() != before.size(); ) {
            before = failures;
            failures = fillOnce(tenant);
        }
        return failures;
    }

    private List<String> fillOnce(TenantId tenant) {
        var failures = new ArrayList<String>();
        Map<String, Integer> present = rowsOf(tenant);
        for (String table : names()) {
            if (!present.containsKey(table) && !table.equals("tenant.departure")) {
                try {
                    insert(tenant, table);
                } catch (SqlFailure e) {
                    failures.add(table + ": " + e.getCause());
                }
            }
        }
        return failures;
    }

    private void insert(TenantId tenant, String table) {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> {
                    List<Column> columns = sql.list(
                            COLUMNS,
                            row -> new Column(
                                    row.getString("name"),
                                    row.getString("type"),
                                    row.getString("allowed"),
                                    row.getString("parent")),
                            table);
                    String names =
                            columns.stream().map(column -> ", " + column.name()).collect(Collectors.joining());
                    String values = columns.stream()
                            .map(column -> ", " + value(table, column))
                            .collect(Collectors.joining());
                    return sql.update(
                            "insert into %s (tenant_id%s) values (?%s)".formatted(table, names, values),
                            tenant.value());
                }));
    }

    private String value(String table, Column column) {
        if (column.parent() != null) {
            String[] parent = column.parent().split(" ", 2);
            return "(select %s from %s order by ctid limit 1)".formatted(parent[1], parent[0]);
        }
        return switch (column.type()) {
            case "text" -> "'%s'".formatted(column.allowed() != null ? column.allowed() : text(table, column.name()));
            case "text[]" -> "'{}'";
            case "bytea" -> "''";
            case "boolean" -> "true";
            case "jsonb" -> "'{}'";
            case "timestamp with time zone" -> "now()";
            default -> "1";
        };
    }

    /** Of its own; an id looks like one. */
    private String text(String table, String name) {
        int number = next.incrementAndGet();
        String thing = name.equals("id") ? table.replaceFirst(".*\\.", "") : name.replace("_id", "");
        return name.equals("id") || name.endsWith("_id") ? "%s_%016x".formatted(thing, number) : name + " " + number;
    }
}
