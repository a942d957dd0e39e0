package dev.flotilla.tour.viewer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Follows a redirect, reads the playlists of an HLS stream and fetches its newest segment, as a player does. */
public final class Player {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int SYNC_BYTE = 0x47;

    private Player() {}

    /**
     * What a player saw.
     *
     * @param node host and port that the redirect led to
     * @param bytes of the segment
     */
    public record Watched(String node, int bytes) {}

    /**
     * Plays what is there.
     *
     * @throws IOException with the server's words when it does not play
     */
    public static Watched watch(URI address) throws IOException {
        try (HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(DEADLINE)
                .build()) {
            HttpResponse<byte[]> master = fetch(http, address);
            HttpResponse<byte[]> playlist = fetch(http, master.uri().resolve(lastEntry(master)));
            HttpResponse<byte[]> segment = fetch(http, playlist.uri().resolve(lastEntry(playlist)));
            byte[] bytes = segment.body();
            if (bytes.length < 188 || bytes[0] != SYNC_BYTE) {
                throw new IOException("no transport stream at " + segment.uri());
            }
            return new Watched(segment.uri().getAuthority(), bytes.length);
        }
    }

    private static HttpResponse<byte[]> fetch(HttpClient http, URI address) throws IOException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(DEADLINE).build();
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(response.statusCode() + ": " + text(response));
            }
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String lastEntry(HttpResponse<byte[]> playlist) throws IOException {
        String text = text(playlist);
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .reduce((before, last) -> last)
                .orElseThrow(() -> new IOException(text));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8).strip();
    }
}
