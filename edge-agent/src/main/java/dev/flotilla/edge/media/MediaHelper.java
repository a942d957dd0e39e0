package dev.flotilla.edge.media;

import dev.flotilla.natives.libc.HostProcess;
import dev.flotilla.proto.media.v1.MediaJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The helper's process: reads one job from standard input, does it until it is killed, and says on standard output how it goes.
 * The engine holds the other end of standard input: when that closes, nobody needs this process any more.
 */
public final class MediaHelper {
    private static final int BAD_JOB = 2;
    private static final int BUG = 70;

    /** All memory that is not a file: a stream that makes a parser greedy ends this process and nothing else. */
    private static final long MEMORY_BYTES = 512L << 20;

    private MediaHelper() {}

    /** Takes no argument: addresses and keys come by standard input, where no list of processes shows them. */
    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> {
            bug.printStackTrace();
            Runtime.getRuntime().halt(BUG);
        });
        HostProcess.limitMemory(MEMORY_BYTES);
        try {
            MediaJob job = MediaJob.parseDelimitedFrom(System.in);
            if (job == null) {
                return;
            }
            Thread.ofPlatform().daemon().name("engine").start(() -> endWith(System.in, job));
            run(job, new StatusReport(System.out));
        } catch (IOException e) {
            System.err.println("media helper: no job on standard input: " + e.getMessage());
            System.exit(BAD_JOB);
        }
    }

    private static void run(MediaJob job, StatusReport status) {
        var engine = new EngineSocket(job.getMediaSocket());
        var settings = new Settings(job.getFolder());
        switch (job.getJobCase()) {
            case RTMP_LISTENER -> new RtmpIngest(job.getRtmpListener(), engine, settings, status).run();
            case RTMP_CALLER -> new RtmpFetch(job.getRtmpCaller(), engine, settings, status).run();
            case RTMP_PUBLISHER -> new RtmpPublication(job.getRtmpPublisher(), engine, settings, status).run();
            case JOB_NOT_SET -> {
                System.err.println("media helper: a job that this version does not know");
                System.exit(BAD_JOB);
            }
        }
    }

    private static void endWith(InputStream engine, MediaJob job) {
        try {
            while (engine.read() >= 0) {
                // The engine says nothing after the job.
            }
        } catch (IOException gone) {
            // As good as the end.
        }
        removeSocket(Path.of(job.getMediaSocket()));
        Runtime.getRuntime().halt(0);
    }

    /** An engine that was killed could not clear it away. */
    private static void removeSocket(Path socket) {
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.toAbsolutePath().getParent());
        } catch (IOException e) {
            System.err.println("media helper: the socket cannot be removed: " + e.getMessage());
        }
    }
}
