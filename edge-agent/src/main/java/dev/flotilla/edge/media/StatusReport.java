package dev.flotilla.edge.media;

import dev.flotilla.proto.media.v1.MediaStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** What the engine is told about the job: at once when it changes, and each second, as a sign of life. */
final class StatusReport {
    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final int MAX_TEXT = 300;

    private final OutputStream out;
    private MediaStatus now = MediaStatus.getDefaultInstance();

    StatusReport(OutputStream out) {
        this.out = out;
        Thread.ofPlatform().daemon().name("pulse").start(this::pulse);
    }

    private void pulse() {
        try {
            while (true) {
                send();
                Thread.sleep(PULSE);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** No stream passes, for that reason. */
    void waiting(String why) {
        change(MediaStatus.newBuilder().setDetail(cut(why)).build());
    }

    /** Somebody is there, and its media is being looked at. */
    void connected(String peer) {
        change(MediaStatus.newBuilder().setPeer(peer).build());
    }

    /** That is what passes. */
    synchronized void passing(String tracks) {
        change(now.toBuilder().clearDetail().setTracks(cut(tracks)).build());
    }

    private synchronized void change(MediaStatus status) {
        if (!status.equals(now)) {
            now = status;
            send();
        }
    }

    private synchronized void send() {
        try {
            now.writeDelimitedTo(out);
            out.flush();
        } catch (IOException gone) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
