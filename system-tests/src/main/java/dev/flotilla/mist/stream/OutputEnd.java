package dev.flotilla.mist.stream;

/** The twelve lines of OUTPUT_END for somebody who was connected. */
final class OutputEnd {
    private OutputEnd() {}

    /** @param target empty for one that came by itself */
    static String body(Session session, String target, long seconds, long nowMs) {
        long end = nowMs / 1_000;
        return String.join(
                        "\n",
                        session.stream(),
                        target,
                        session.connector(),
                        Long.toString(session.bytesUp()),
                        Long.toString(seconds),
                        Long.toString(end - seconds),
                        Long.toString(end),
                        Long.toString(seconds * 1_000),
                        "0",
                        Long.toString(seconds * 1_000),
                        "CLEAN_REMOTE_CLOSE",
                        "connection closed")
                + "\n";
    }
}
