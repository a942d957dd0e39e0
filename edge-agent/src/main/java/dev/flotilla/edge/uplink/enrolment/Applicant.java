package dev.flotilla.edge.uplink.enrolment;

import dev.flotilla.edge.uplink.identity.MachineFingerprint;
import java.util.List;

/** What a machine says about itself when it asks to join. */
public record Applicant(String hostname, String agentVersion, List<String> roles, MachineFingerprint fingerprint) {}
