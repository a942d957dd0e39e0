package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.http.Query;

/** Reads addresses as MistServer was asked by them. */
final class Urls {
    private Urls() {}

    /** The variables; none where there is no query. */
    static Query query(String url) {
        int query = url.indexOf('?');
        return Query.parse(query < 0 ? null : url.substring(query + 1));
    }
}
