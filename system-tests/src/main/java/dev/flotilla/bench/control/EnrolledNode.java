package dev.flotilla.bench.control;

import dev.flotilla.edge.uplink.UplinkChannel;
import dev.flotilla.edge.uplink.enrolment.Applicant;
import dev.flotilla.edge.uplink.enrolment.Enrolment;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult;
import dev.flotilla.edge.uplink.identity.CenterAddress;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.MachineFingerprint;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.enrolment.BootstrapToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A node that was let in as every node is, by the agent's own code, and calls under its own certificate. */
final class EnrolledNode {
    private static final int LONGEST_THREAD_NAME = 15;

    private final Identity identity;

    private EnrolledNode(Identity identity) {
        this.identity = identity;
    }

    /**
     * Makes a machine up, and enrols it.
     *
     * @param grpcPort where its calls are to go, on this machine
     */
    static EnrolledNode enrol(URI center, int grpcPort, String token, Path folder) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String hash = HexFormat.of().formatHex(random);
        var machine = new MachineFingerprint(hash, List.of(hash), List.of("192.0.2.7"));
        var via = Optional.of(UplinkAddress.parse("127.0.0.1:" + grpcPort));
        var result = new Enrolment(new IdentityFolder(folder, via), Clock.systemUTC())
                .enrol(
                        CenterAddress.parse(center.toString()),
                        BootstrapToken.parse(token),
                        new Applicant("bench-" + hash.substring(0, 8), "bench", List.of("foghorn"), machine),
                        false);
        return switch (result) {
            case EnrolmentResult.Refused refused -> throw new IOException(refused.sentence());
            case EnrolmentResult.Enrolled enrolled ->
                new EnrolledNode(new IdentityFolder(folder, via).load().orElseThrow());
        };
    }

    /** A connection of its own, with the first call. */
    UplinkChannel connect(String name) throws IOException {
        return new UplinkChannel(identity, name.substring(0, Math.min(name.length(), LONGEST_THREAD_NAME)));
    }
}
