package dev.flotilla.control.tenant.departure;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deletes the rows of a tenant in a feature's schema, within the fence that shows no others. A new table needs no word here. */
@ApplicationScoped
public class TenantRows {
    private static final int MOST = 1_000;

    private static final String TABLES = """
        select c.relname, array(select p.relname::text from pg_constraint f join pg_class p on p.oid = f.confrelid
                where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid) as points_to
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ? and c.relkind in ('r', 'p') and exists (
            select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)\
        """;

    private final Tenancy tenancy;

    TenantRows(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /**
     * Deletes at most a thousand rows, all of one table. Answers how many; 0 when none is left.
     *
     * @param staying tables of the schema whose rows outlive the tenant
     */
    public int takeSome(TenantId tenant, String schema, Set<String> staying) {
        return tenancy.call(tenant, () -> {
            for (String table : childrenFirst(schema)) {
                int taken = staying.contains(table) ? 0 : delete(tenant, schema + "." + table);
                if (taken > 0) {
                    return taken;
                }
            }
            return 0;
        });
    }

    private int delete(TenantId tenant, String table) {
        return tenancy.sql(sql -> sql.update(
                "delete from %1$s where ctid = any (array(select ctid from %1$s where tenant_id = ? limit %2$d))"
                        .formatted(table, MOST),
                tenant.value()));
    }

    /** The schema's tables, those that point to others before the others. */
    private List<String> childrenFirst(String schema) {
        Map<String, Set<String>> pointsTo = new HashMap<>();
        tenancy.sql(sql -> sql.list(
                TABLES,
                row -> pointsTo.put(row.getString("relname"), Set.of((String[])
                        row.getArray("points_to").getArray())),
                schema));
        var ordered = new ArrayList<String>();
        var done = new HashSet<String>();
        pointsTo.keySet().stream().sorted().forEach(table -> visit(table, pointsTo, done, ordered));
        return ordered.reversed();
    }

    private static void visit(
            String table, Map<String, Set<String>> pointsTo, Set<String> done, List<String> parentsFirst) {
        if (pointsTo.containsKey(table) && done.add(table)) {
            pointsTo.getOrDefault(table, Set.of()).forEach(parent -> visit(parent, pointsTo, done, parentsFirst));
            parentsFirst.add(table);
        }
    }
}
