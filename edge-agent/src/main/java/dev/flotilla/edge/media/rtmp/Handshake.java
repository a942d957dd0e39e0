package dev.flotilla.edge.media.rtmp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;

/** The plain handshake (RTMP 1.0, 5.2): each side sends random bytes and gets its own ones back. */
final class Handshake {
    private static final int VERSION = 3;
    private static final int BYTES = 1_536;

    /** A time and a version of zero, which say that nothing is signed. */
    private static final int ZEROS = 8;

    private Handshake() {}

    /** Greets whoever was dialled. */
    static void asClient(InputStream in, OutputStream out) throws IOException {
        byte[] ours = random();
        out.write(VERSION);
        out.write(ours);
        out.flush();
        version(in);
        byte[] theirs = read(in);
        read(in);
        out.write(theirs);
        out.flush();
    }

    /** Answers whoever dialled. */
    static void asServer(InputStream in, OutputStream out) throws IOException {
        version(in);
        byte[] theirs = read(in);
        out.write(VERSION);
        out.write(random());
        out.write(theirs);
        out.flush();
        read(in);
    }

    private static void version(InputStream in) throws IOException {
        int version = in.read();
        if (version != VERSION) {
            throw version < 0
                    ? new EOFException("the other end closed the connection")
                    : new RtmpException("the other end speaks no RTMP, or an encrypted kind of it");
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(BYTES);
        if (bytes.length < BYTES) {
            throw new EOFException("the other end closed in the middle of the handshake");
        }
        return bytes;
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        Arrays.fill(bytes, 0, ZEROS, (byte) 0);
        return bytes;
    }
}
