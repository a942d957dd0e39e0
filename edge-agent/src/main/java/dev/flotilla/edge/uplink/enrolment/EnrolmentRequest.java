package dev.flotilla.edge.uplink.enrolment;

import dev.flotilla.edge.uplink.identity.CenterAddress;
import dev.flotilla.edge.uplink.identity.MachineFingerprint;
import dev.flotilla.enrolment.BootstrapToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An enrolment as people ask for it: by a command, or by what the agent was started with. Nothing in it is checked yet. */
public record EnrolmentRequest(
        Enrolment enrolment,
        String center,
        String token,
        String hostname,
        String agentVersion,
        List<String> roles,
        Path machineIdFile) {

    /**
     * One attempt, which blocks at most half a minute.
     *
     * @param again whether an identity that is there already may be replaced
     */
    public EnrolmentResult enrol(boolean again) {
        if (token.isBlank()) {
            return new EnrolmentResult.Refused(EnrolmentFault.TOKEN_MISSING, "");
        }
        BootstrapToken parsed;
        try {
            parsed = BootstrapToken.parse(token);
        } catch (IllegalArgumentException e) {
            return new EnrolmentResult.Refused(EnrolmentFault.TOKEN_MALFORMED, String.valueOf(e.getMessage()));
        }
        CenterAddress address;
        try {
            address = CenterAddress.parse(center);
        } catch (IllegalArgumentException e) {
            return new EnrolmentResult.Refused(EnrolmentFault.CENTER_ADDRESS, String.valueOf(e.getMessage()));
        }
        try {
            return enrolment.enrol(
                    address,
                    parsed,
                    new Applicant(hostname, agentVersion, roles, MachineFingerprint.of(machineIdFile)),
                    again);
        } catch (IOException e) {
            return new EnrolmentResult.Refused(EnrolmentFault.MACHINE_UNKNOWN, String.valueOf(e.getMessage()));
        }
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "enrolment at " + center;
    }
}
