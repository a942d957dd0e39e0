package dev.flotilla.control.fleet.enrolment;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.certificate.Pem;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.CenterAddress;
import dev.flotilla.control.fleet.IpAddress;
import dev.flotilla.control.fleet.IssuedToken;
import dev.flotilla.control.fleet.IssuedTokens;
import dev.flotilla.control.fleet.Node;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Allowance;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.enrolment.BootstrapToken;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets machines in. All of it is one transaction: a machine that is refused costs no use of its token. */
@ApplicationScoped
class Enrolment {
    private static final Duration GREATEST_SKEW = Duration.ofMinutes(5);
    private static final int MOST_NAMES = 1000;

    private final IssuedTokens tokens;
    private final Nodes nodes;
    private final Certificates certificates;
    private final Tenancy tenancy;
    private final CenterAddress address;
    private final Tenants tenants;
    private final Clock clock = Clock.systemUTC();

    Enrolment(
            IssuedTokens tokens,
            Nodes nodes,
            Certificates certificates,
            Tenancy tenancy,
            CenterAddress address,
            Tenants tenants) {
        this.tokens = tokens;
        this.nodes = nodes;
        this.certificates = certificates;
        this.tenancy = tenancy;
        this.address = address;
        this.tenants = tenants;
    }

    EnrolmentAnswer enrol(EnrolmentRequest request, String remoteAddress) {
        BootstrapToken secret = secret(request.token());
        Applicant applicant = Applicant.of(request, remoteAddress);
        Instant now = clock.instant();
        checkClock(applicant.clock(), now);
        IssuedTokens.Found found = tokens.find(secret.secretHash())
                .orElseThrow(() ->
                        EnrolmentFault.TOKEN_UNKNOWN.because("No bootstrap token has this secret. Make a new one."));
        return tenancy.call(found.tenant(), () -> {
            IssuedToken token =
                    tokens.get(found.tenant(), found.token().value()).orElseThrow();
            checkAddress(token, remoteAddress);
            spend(found.tenant(), token, now);
            return admit(found.tenant(), token, applicant);
        });
    }

    private BootstrapToken secret(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        String own = certificates.authority().fingerprint();
        BootstrapToken token;
        try {
            token = stripped.contains(".") ? BootstrapToken.parse(stripped) : new BootstrapToken(stripped, own);
        } catch (IllegalArgumentException e) {
            throw EnrolmentFault.TOKEN_MALFORMED.because(
                    "token must be 'bt_' and 64 hexadecimal digits, as it was copied.");
        }
        if (!token.authorityFingerprint().equals(own)) {
            throw EnrolmentFault.TOKEN_FOREIGN.because(
                    "The token names the authority %.12s…, and this control center has %.12s…."
                            .formatted(token.authorityFingerprint(), own));
        }
        return token;
    }

    private static void checkClock(Instant theirs, Instant ours) {
        if (Duration.between(theirs, ours).abs().compareTo(GREATEST_SKEW) > 0) {
            throw EnrolmentFault.CLOCK_SKEW.because(
                    "The machine's clock says %s and the control center's %s; they may differ by %d minutes. Set the machine's clock."
                            .formatted(theirs, ours, GREATEST_SKEW.toMinutes()));
        }
    }

    private static void checkAddress(IssuedToken token, String remoteAddress) {
        Optional<String> expected = token.expectedAddress();
        if (expected.isPresent() && !IpAddress.same(expected.get(), remoteAddress)) {
            throw EnrolmentFault.ADDRESS_NOT_EXPECTED.because(
                    "The token is for %s, and the request came from %s.".formatted(expected.get(), remoteAddress));
        }
    }

    private void spend(TenantId tenant, IssuedToken token, Instant now) {
        if (tokens.spend(tenant, token.id(), now)) {
            return;
        }
        IssuedToken present = tokens.get(tenant, token.id().value()).orElseThrow();
        throw switch (present.state(now)) {
            case REVOKED ->
                EnrolmentFault.TOKEN_REVOKED.because(
                        "It was revoked at %s. Make a new one.".formatted(present.revokedAt()));
            case EXPIRED ->
                EnrolmentFault.TOKEN_EXPIRED.because(
                        "It expired at %s. Make a new one.".formatted(present.expiresAt()));
            case USED_UP, ACTIVE ->
                EnrolmentFault.TOKEN_USED_UP.because(
                        "All of its %d uses are taken. Make a new one.".formatted(present.usesAllowed()));
        };
    }

    private EnrolmentAnswer admit(TenantId tenant, IssuedToken token, Applicant applicant) {
        Node node = nodes.findMachine(tenant, applicant.machine().hash())
                .map(known -> readmit(tenant, token, known, applicant))
                .orElseGet(() -> admitNew(tenant, token, applicant));
        X509Certificate certificate = certificates.issue(tenant, node.id(), applicant.key());
        Instant notAfter = certificate.getNotAfter().toInstant();
        nodes.certificateExpires(tenant, node.id(), notAfter);
        return new EnrolmentAnswer(
                node.id().value(),
                node.name(),
                tenant.value(),
                node.cluster().value(),
                Pem.text(certificate),
                Pem.text(certificates.authority().certificate()),
                address.uplink(),
                notAfter);
    }

    /** A machine that was revoked comes back only with a token that somebody made after that. */
    private Node readmit(TenantId tenant, IssuedToken token, Node known, Applicant applicant) {
        Instant revokedAt = known.revokedAt();
        if (revokedAt != null && token.createdAt().isBefore(revokedAt)) {
            throw EnrolmentFault.NODE_REVOKED.because(
                    "It was the node '%s' until it was revoked at %s. A token made after that lets it in again."
                            .formatted(known.name(), revokedAt));
        }
        nodes.revokeCertificates(tenant, known.id());
        nodes.readmit(tenant, known.id(), token.cluster(), applicant.machine());
        return nodes.get(tenant, known.id().value());
    }

    private void checkLimit(TenantId tenant) {
        try {
            tenants.checkMore(tenant, Allowance.NODES, nodes.inService(tenant));
        } catch (Refused limit) {
            throw EnrolmentFault.NOT_GRANTED.because(limit.problem().message());
        }
    }

    private Node admitNew(TenantId tenant, IssuedToken token, Applicant applicant) {
        checkLimit(tenant);
        NodeId id = NodeId.random();
        for (int number = 1; number <= MOST_NAMES; number++) {
            String name = number == 1 ? applicant.hostname() : applicant.hostname() + "-" + number;
            if (nodes.admit(tenant, id, token.cluster(), name, applicant.machine())) {
                return nodes.get(tenant, id.value());
            }
            Optional<Node> meanwhile =
                    nodes.findMachine(tenant, applicant.machine().hash());
            if (meanwhile.isPresent()) {
                return readmit(tenant, token, meanwhile.get(), applicant);
            }
        }
        throw EnrolmentFault.REQUEST_INVALID.because(
                "hostname is taken by %d nodes: '%s'.".formatted(MOST_NAMES, applicant.hostname()));
    }
}
