package dev.flotilla.control.access.passkey;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where passkeys work. */
@ConfigMapping(prefix = "flotilla.passkey")
public interface PasskeyConfig {
    /**
     * Under which addresses browsers show the console, such as {@code https://console.example.org}. Passkeys belong to the first
     * one's host name; the others must be of it or below it. Without it: the console's address where that has a name, else
     * {@code localhost} with the console's ports.
     */
    Optional<List<String>> origins();
}
