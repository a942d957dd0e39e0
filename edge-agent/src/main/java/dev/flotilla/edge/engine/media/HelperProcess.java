package dev.flotilla.edge.engine.media;

import dev.flotilla.edge.engine.launch.ThisExecutable;
import dev.flotilla.edge.engine.launch.ThisExecutable.Role;
import dev.flotilla.proto.media.v1.MediaJob;
import dev.flotilla.proto.media.v1.MediaStatus;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A helper that does one job, started again whenever it dies. A thread of its own starts it and hears what it says; the flow's
 * thread only ever reads the latest word.
 */
final class HelperProcess implements AutoCloseable {
    private static final long HEAP_BYTES = 48L << 20;
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 30_000;

    /** A helper that lived that long did not die of being started. */
    private static final long STABLE_NS = TimeUnit.SECONDS.toNanos(30);

    /** A helper says something each second; one that is silent for so long hangs. */
    private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(20);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final MediaJob job;
    private final CountDownLatch isClosed = new CountDownLatch(1);
    private volatile MediaStatus status = detail("the media helper starts");
    private volatile @Nullable Process process;
    private volatile long lastWordNs;

    HelperProcess(MediaJob job) {
        this.job = job;
        var keeper = new Thread(null, this::keep, "media-" + COUNT.incrementAndGet(), 256 << 10);
        keeper.setDaemon(true);
        keeper.start();
    }

    /** What the helper said last, or why there is none. */
    MediaStatus status() {
        return status;
    }

    /** Ends a helper that hangs. Cheap enough for the flow's thread. */
    void tend(long nowNs) {
        Process running = process;
        if (running != null && nowNs - lastWordNs > SILENT_NS) {
            lastWordNs = nowNs;
            running.destroyForcibly();
        }
    }

    private void keep() {
        long pauseMs = FIRST_PAUSE_MS;
        while (isClosed.getCount() > 0) {
            long startNs = System.nanoTime();
            String why = runOnce();
            boolean wasStable = System.nanoTime() - startNs > STABLE_NS;
            pauseMs = wasStable ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
            status = detail(
                    "the media helper " + why + "; it starts again within " + Math.ceilDiv(pauseMs, 1_000) + " s");
            try {
                isClosed.await(pauseMs, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Starts a helper and hears it until it ends; answers how that came. */
    private String runOnce() {
        Process started;
        try {
            started = new ProcessBuilder(command())
                    .redirectError(Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return "cannot be started: " + e.getMessage();
        }
        lastWordNs = System.nanoTime();
        process = started;
        try (InputStream words = started.getInputStream()) {
            if (isClosed.getCount() == 0) {
                return "is not needed any more";
            }
            job.writeDelimitedTo(started.getOutputStream());
            started.getOutputStream().flush();
            for (var word = MediaStatus.parseDelimitedFrom(words);
                    word != null;
                    word = MediaStatus.parseDelimitedFrom(words)) {
                lastWordNs = System.nanoTime();
                status = word;
            }
            return "ended" + exit(started);
        } catch (IOException e) {
            return "broke off" + exit(started);
        } finally {
            process = null;
            started.destroyForcibly();
        }
    }

    private static List<String> command() {
        String classPath = System.getProperty("java.class.path", "");
        return ThisExecutable.as(Role.MEDIA_HELPER, HEAP_BYTES, classPath, List.of());
    }

    private static String exit(Process ended) {
        try {
            return ended.waitFor(1, TimeUnit.SECONDS) ? " with code " + ended.exitValue() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static MediaStatus detail(String why) {
        return MediaStatus.newBuilder().setDetail(why).build();
    }

    /** Ends the helper, and does not wait for it. */
    @Override
    public void close() {
        isClosed.countDown();
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
