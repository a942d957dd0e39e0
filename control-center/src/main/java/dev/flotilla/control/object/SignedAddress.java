package dev.flotilla.control.object;

import java.time.Instant;
import java.util.Map;

/**
 * An address by which one object may be written or read until then, without another secret.
 *
 * @param headers what the request must send besides
 */
public record SignedAddress(String url, Map<String, String> headers, Instant expiresAt) {
    public SignedAddress {
        headers = Map.copyOf(headers);
    }

    /** Leaves the address out. */
    @Override
    public String toString() {
        return "signed address until " + expiresAt;
    }
}
