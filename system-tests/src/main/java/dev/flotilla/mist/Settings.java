package dev.flotilla.mist;

import dev.flotilla.mist.stream.Timing;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What one simulated MistServer is.
 *
 * @param name as people call it
 * @param address on which it listens, and from which it calls others
 * @param apiPort of the controller; 0 for any
 * @param httpPort of the HTTP output; 0 for any
 * @param passphrase of the figures for load balancers; empty for none
 * @param isFork whether it is the fork that knows more triggers
 * @param timing how long it takes for what it does by itself
 * @param attemptTimeout how long one attempt of a trigger waits
 * @param bytesPerSecond of every stream
 * @param media keeps the pictures; servers may share it
 */
public record Settings(
        String name,
        InetAddress address,
        int apiPort,
        int httpPort,
        String passphrase,
        boolean isFork,
        Timing timing,
        Duration attemptTimeout,
        long bytesPerSecond,
        Path media) {

    /** An upstream server as it is installed, as slow and as patient as a real one. */
    public static Settings of(String name, InetAddress address, Path media) {
        return new Settings(name, address, 0, 0, "koekjes", false, Timing.REAL, Duration.ofSeconds(5), 84_000, media);
    }

    public Settings onPorts(int api, int http) {
        return new Settings(
                name, address, api, http, passphrase, isFork, timing, attemptTimeout, bytesPerSecond, media);
    }

    public Settings asFork() {
        return new Settings(
                name, address, apiPort, httpPort, passphrase, true, timing, attemptTimeout, bytesPerSecond, media);
    }

    public Settings with(Timing other, Duration patience) {
        return new Settings(
                name, address, apiPort, httpPort, passphrase, isFork, other, patience, bytesPerSecond, media);
    }

    String version() {
        return "3.10";
    }
}
