package dev.flotilla.control.fleet.enrolment;

import dev.flotilla.control.certificate.CertificateRequest;
import dev.flotilla.control.fleet.IpAddress;
import dev.flotilla.control.fleet.Machine;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request whose every field was checked. */
record Applicant(CertificateRequest key, Instant clock, String hostname, Machine machine) {
    private static final int MOST_ITEMS = 64;
    private static final Predicate<String> HASH =
            Pattern.compile("[0-9a-f]{64}").asMatchPredicate();
    private static final Predicate<String> ROLE =
            Pattern.compile("[a-z][a-z0-9-]{0,31}").asMatchPredicate();
    private static final Predicate<String> VERSION =
            Pattern.compile("[0-9A-Za-z.+_-]{1,64}").asMatchPredicate();
    private static final Predicate<String> HOSTNAME =
            Pattern.compile("[0-9A-Za-z._-]{1,253}").asMatchPredicate();

    /** Throws the fault that names the first field that is wrong. */
    static Applicant of(EnrolmentRequest request, String address) {
        EnrolmentRequest.Fingerprint fingerprint = request.fingerprint();
        if (fingerprint == null) {
            throw invalid("fingerprint", "is missing");
        }
        return new Applicant(
                key(present("certificate_request", request.certificateRequest())),
                clock(present("clock", request.clock())),
                matching("hostname", request.hostname(), HOSTNAME, "must be a host name"),
                new Machine(
                        matching(
                                "fingerprint.machine_id_sha256",
                                fingerprint.machineIdSha256(),
                                HASH,
                                "must be 64 hexadecimal digits"),
                        each(
                                "fingerprint.macs_sha256",
                                fingerprint.macsSha256(),
                                HASH,
                                "must be 64 hexadecimal digits"),
                        each(
                                "fingerprint.addresses",
                                fingerprint.addresses(),
                                IpAddress::isLiteral,
                                "must be an IP address"),
                        address,
                        each("roles", request.roles(), ROLE, "must be the name of a unit"),
                        matching("agent_version", request.agentVersion(), VERSION, "must be a version")));
    }

    private static CertificateRequest key(String pem) {
        try {
            return CertificateRequest.parsePem(pem);
        } catch (IllegalArgumentException e) {
            throw invalid("certificate_request", Objects.requireNonNullElse(e.getMessage(), "is not readable"));
        }
    }

    private static Instant clock(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw invalid("clock", "must be a time such as '2026-01-31T12:00:00Z': '" + clip(text) + "'");
        }
    }

    private static String present(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw invalid(field, "is missing");
        }
        return value;
    }

    private static String matching(String field, @Nullable String value, Predicate<String> rule, String sentence) {
        String present = present(field, value);
        if (!rule.test(present)) {
            throw invalid(field, sentence + ": '" + clip(present) + "'");
        }
        return present;
    }

    private static List<String> each(
            String field, @Nullable List<@Nullable String> values, Predicate<String> rule, String sentence) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MOST_ITEMS) {
            throw invalid(field, "must have at most " + MOST_ITEMS + " items: " + values.size());
        }
        return values.stream()
                .map(value -> matching(field, value, rule, sentence))
                .toList();
    }

    private static EnrolmentRefused invalid(String field, String sentence) {
        return EnrolmentFault.REQUEST_INVALID.because("%s %s.".formatted(field, sentence));
    }

    private static String clip(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
