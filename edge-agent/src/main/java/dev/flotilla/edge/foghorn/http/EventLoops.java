package dev.flotilla.edge.foghorn.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * Event loops of Foghorn's own. The agent's other ones count each request by its path, and here any path can be the name of a
 * stream.
 */
public final class EventLoops {
    private EventLoops() {}

    /** The caller closes them. */
    public static Vertx open(int count) {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(count)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }
}
