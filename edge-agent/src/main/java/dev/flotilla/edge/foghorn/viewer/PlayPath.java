package dev.flotilla.edge.foghorn.viewer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a viewer asks for: {@code KEY}, {@code KEY.PROTOCOL} or {@code KEY/PROTOCOL}, and perhaps a manifest below.
 *
 * @param protocol as {@link Protocols#normal} has it
 * @param manifest the rest of the path, as it came; mostly empty
 */
record PlayPath(String playbackId, String protocol, String manifest) {
    private static final Pattern PLAYBACK_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Reads what follows {@code /play/}. */
    static PlayPath parse(String rest) {
        int slash = rest.indexOf('/');
        String first = slash < 0 ? rest : rest.substring(0, slash);
        String below = slash < 0 ? "" : rest.substring(slash + 1);
        int dot = first.indexOf('.');
        if (dot >= 0) {
            return new PlayPath(first.substring(0, dot), Protocols.normal(first.substring(dot + 1)), below);
        }
        int next = below.indexOf('/');
        return next < 0
                ? new PlayPath(first, Protocols.normal(below), "")
                : new PlayPath(first, Protocols.normal(below.substring(0, next)), below.substring(next + 1));
    }

    /** Whether the key could be one. */
    static boolean isPlaybackId(String text) {
        return PLAYBACK_ID.matcher(text).matches();
    }

    /** Whether no control character would get into an address by it. */
    boolean isPlain() {
        return manifest.chars().noneMatch(Character::isISOControl);
    }

    /** The manifest as it stands in an address. */
    String encodedManifest() {
        var encoded = new StringBuilder();
        for (byte each : manifest.getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ' && each < 0x7f && "\"#%<>?[\\]^`{|}".indexOf(each) < 0) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return encoded.toString();
    }

    boolean isAny() {
        return protocol.equals(Protocols.ANY);
    }
}
