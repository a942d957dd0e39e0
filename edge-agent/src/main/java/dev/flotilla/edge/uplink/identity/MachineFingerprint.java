package dev.flotilla.edge.uplink.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** By what the control center knows this machine again. Hashes, because the values themselves are nobody's business. */
public record MachineFingerprint(String machineIdSha256, List<String> macsSha256, List<String> addresses) {
    /** Where a machine's id stands by default. */
    public static final Path MACHINE_ID = Path.of("/etc/machine-id");

    /**
     * The fingerprint of the machine on which this runs.
     *
     * @param machineIdFile holds the machine's id; another one than {@link #MACHINE_ID} lets several nodes live on a machine
     * @throws IOException with a sentence that says what to do, when the machine has no id
     */
    public static MachineFingerprint of(Path machineIdFile) throws IOException {
        String machineId =
                Files.exists(machineIdFile) ? Files.readString(machineIdFile).strip() : "";
        if (machineId.isEmpty()) {
            throw new IOException(
                    machineIdFile + " is missing or empty: make one with 'systemd-machine-id-setup', then try again");
        }
        List<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()
                .filter(MachineFingerprint::isUpAndNotLoopback)
                .toList();
        return new MachineFingerprint(
                sha256(machineId),
                interfaces.stream()
                        .map(MachineFingerprint::mac)
                        .filter(mac -> !mac.isEmpty())
                        .map(MachineFingerprint::sha256)
                        .distinct()
                        .sorted()
                        .toList(),
                interfaces.stream()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLinkLocalAddress())
                        .map(MachineFingerprint::withoutZone)
                        .sorted()
                        .toList());
    }

    /** SHA-256 of a text's lower-case form, as hexadecimal digits. */
    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean isUpAndNotLoopback(NetworkInterface candidate) {
        try {
            return candidate.isUp() && !candidate.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }

    private static String mac(NetworkInterface from) {
        try {
            byte[] address = from.getHardwareAddress();
            return address == null ? "" : HexFormat.ofDelimiter(":").formatHex(address);
        } catch (SocketException e) {
            return "";
        }
    }

    private static String withoutZone(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
