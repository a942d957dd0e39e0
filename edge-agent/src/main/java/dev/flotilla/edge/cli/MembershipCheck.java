package dev.flotilla.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.edge.uplink.identity.CertificateLife;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the doctor looks at between this node and its control center: certificate, connection, clock. */
final class MembershipCheck {
    private static final Duration TOLERATED_CLOCK = Duration.ofSeconds(30);
    private static final Duration UNNOTICED_CLOCK = Duration.ofMillis(50);
    private static final String JOIN = "make a token in the console and run 'flotilla-edge enroll --center URL'";

    private MembershipCheck() {}

    static Finding certificate(IdentityFolder folder, Instant now) {
        Optional<Identity> identity;
        try {
            identity = folder.load();
            if (identity.isEmpty()) {
                return Finding.noted(
                        "certificate", "this node belongs to no control center, its flows are local", JOIN);
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.keyFile()));
            if (!mode.endsWith("------")) {
                return Finding.wrong(
                        "certificate",
                        "others may read the private key (" + mode + ")",
                        "chmod 600 " + folder.keyFile());
            }
        } catch (IOException e) {
            return Finding.wrong("certificate", String.valueOf(e.getMessage()), "run this as the agent's user");
        }
        CertificateLife life = CertificateLife.of(identity.get().certificate());
        if (life.hasEnded(now)) {
            return Finding.wrong(
                    "certificate", "ended on " + life.until(), "run 'flotilla-edge enroll --again' with a new token");
        }
        return life.isNearEnd(now)
                ? Finding.wrong(
                        "certificate",
                        "ends on " + life.until() + " and was not renewed",
                        "look into the agent's log for 'not renewed'")
                : Finding.fine("certificate", "good until " + life.until() + ", renewed by itself");
    }

    static Finding connection(JsonNode status) {
        String detail = status.at("/uplink/detail").asText();
        return switch (status.at("/uplink/state").asText()) {
            case "connected" ->
                Finding.fine("connection", "to " + status.at("/uplink/address").asText());
            case "not_enrolled" -> Finding.noted("connection", detail, JOIN);
            case "revoked" -> Finding.wrong("connection", detail, "flotilla-edge enroll --again");
            default ->
                Finding.wrong(
                        "connection",
                        detail,
                        "check the network with 'nc -vz "
                                + status.at("/uplink/address").asText().replace(":", " ")
                                + "', and that the control center runs");
        };
    }

    static Finding clock(JsonNode status) {
        JsonNode ahead = status.at("/uplink/clock_ahead_ms");
        if (!ahead.isNumber()) {
            return Finding.noted("clock", "not compared, because there is no connection", "");
        }
        return clock(Duration.ofMillis(ahead.asLong()));
    }

    /** @param off by how much the clock of this node is ahead */
    static Finding clock(Duration off) {
        String what = off.abs().compareTo(UNNOTICED_CLOCK) < 0
                ? "agrees with the control center's"
                : "%.1f s %s the control center's"
                        .formatted(off.abs().toMillis() / 1000.0, off.isNegative() ? "behind" : "ahead of");
        return off.abs().compareTo(TOLERATED_CLOCK) > 0
                ? Finding.wrong("clock", what, "timedatectl set-ntp true")
                : Finding.fine("clock", what);
    }

    static Finding engine(JsonNode status, Path data) {
        return status.at("/engine/running").asBoolean()
                ? Finding.fine("engine", "runs")
                : Finding.wrong(
                        "engine",
                        "does not run, so no flow moves",
                        "see why with 'tail " + data.resolve("engine.log") + "'");
    }
}
