package dev.flotilla.edge.foghorn.http;

import java.util.Set;

/** Answers all paths that begin with one of its words; no stream can have such a name at this listener. */
public interface Route {
    /** First segments of paths, without slashes ("play", "resolve"). */
    Set<String> words();

    /** Called on an event loop, so it never blocks; it ends the response now or later, also when it fails. */
    void answer(Call call);
}
