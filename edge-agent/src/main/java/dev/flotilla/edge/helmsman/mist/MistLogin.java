package dev.flotilla.edge.helmsman.mist;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An account of MistServer's controller. */
public record MistLogin(String user, String password) {
    /** What a challenge is answered with: MD5(MD5(password) + challenge), each in lower-case hexadecimal digits. */
    String answer(String challenge) {
        return md5(md5(password) + challenge);
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has MD5", impossible);
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "MistLogin[" + user + "]";
    }
}
