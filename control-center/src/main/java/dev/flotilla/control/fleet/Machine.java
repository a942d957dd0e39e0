package dev.flotilla.control.fleet;

import java.util.List;

/**
 * What a machine told about itself when it enrolled. Hashes, because the control center needs to know it again, not to know it.
 *
 * @param hash SHA-256 of the machine id, hexadecimal
 * @param address where the request came from
 */
public record Machine(
        String hash,
        List<String> macHashes,
        List<String> addresses,
        String address,
        List<String> roles,
        String agentVersion) {
    public Machine {
        macHashes = List.copyOf(macHashes);
        addresses = List.copyOf(addresses);
        roles = List.copyOf(roles);
    }
}
