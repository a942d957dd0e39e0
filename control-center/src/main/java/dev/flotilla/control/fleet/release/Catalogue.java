package dev.flotilla.control.fleet.release;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.object.ObjectKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The releases there are, for everybody to read. */
@ApplicationScoped
class Catalogue {
    private final Jobs jobs;

    Catalogue(Jobs jobs) {
        this.jobs = jobs;
    }

    /** The latest published first. */
    Page<EdgeRelease> page(int first, Optional<String> after, Optional<Channel> channel) {
        int size = Page.checkedSize(first);
        @Nullable Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(null);
        return Page.cut(
                jobs.call(
                        Purpose.RELEASES,
                        sql -> sql.list(
                                """
                                select * from release.edge_release
                                where (?::timestamptz is null or (published_at, id) < (?, ?)) and (?::text is null or channel = ?)
                                order by published_at desc, id desc limit ?\
                                """,
                                Catalogue::read,
                                from == null ? null : from.instant(0),
                                from == null ? null : from.instant(0),
                                from == null ? null : from.keys().get(1),
                                channel.map(Enum::name).orElse(null),
                                channel.map(Enum::name).orElse(null),
                                size + 1)),
                size);
    }

    /** Those that whoever chooses may choose, and those withdrawn. */
    List<EdgeRelease> all() {
        return jobs.call(Purpose.RELEASES, sql -> sql.list("select * from release.edge_release", Catalogue::read));
    }

    Optional<EdgeRelease> find(String id) {
        return jobs.call(
                Purpose.RELEASES,
                sql -> sql.one("select * from release.edge_release where id = ?", Catalogue::read, id));
    }

    static EdgeRelease read(ResultSet row) throws SQLException {
        return new EdgeRelease(
                row.getString("id"),
                row.getString("version"),
                row.getString("platform"),
                Channel.valueOf(row.getString("channel")),
                Optional.ofNullable(row.getString("url")),
                Optional.ofNullable(row.getString("object_key")).map(ObjectKey::new),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                Optional.of(row.getString("minimum")).filter(text -> !text.isEmpty()),
                new EdgeRelease.Signature(java.util.Base64.getEncoder().encodeToString(row.getBytes("signature"))),
                row.getString("notes"),
                Sql.instant(row, "published_at"),
                Optional.ofNullable(Sql.instantOrNull(row, "withdrawn_at")),
                Optional.ofNullable(row.getString("withdrawn_because")));
    }
}
