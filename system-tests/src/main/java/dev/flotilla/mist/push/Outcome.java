package dev.flotilla.mist.push;

import dev.flotilla.mist.config.Json;

/** What a push's end is told with. */
record Outcome(Push push, long nowMs) {
    private static final String NO_PACKET = "18446744073709551615";

    /** Twelve lines: bytes and seconds are of the last file only, media times of all. */
    String recordingEnd(String code, String reason) {
        Recording recording = push.recording;
        if (recording == null) {
            throw new IllegalStateException("not a recording");
        }
        long seconds = recording.lastMs() / 1_000;
        long end = nowMs / 1_000;
        return String.join(
                        "\n",
                        push.stream,
                        recording.named().toString(),
                        push.target.connector(),
                        Long.toString(recording.lastBytes()),
                        Long.toString(seconds),
                        Long.toString(end - seconds),
                        Long.toString(end),
                        Long.toString(recording.endMediaMs() - recording.firstMediaMs()),
                        recording.isEmpty() ? NO_PACKET : Long.toString(recording.firstMediaMs()),
                        recording.isEmpty() ? "0" : Long.toString(recording.endMediaMs()),
                        code,
                        reason)
                + "\n";
    }

    String pushEnd() {
        return String.join(
                "\n",
                Integer.toString(push.process),
                push.stream,
                push.given,
                push.used(),
                Json.text(push.log()),
                Json.text(push.status(nowMs)));
    }
}
