package dev.flotilla.control.certificate;

import dev.flotilla.enrolment.BootstrapToken;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs the certificates of the fleet: EC P-256, ECDSA with SHA-256 (RFC 5280). */
public final class Authority {
    /** How long a node's certificate lives; it renews itself at two thirds. */
    static final Duration NODE_LIFE = Duration.ofDays(90);
    /** How long a replica's server certificate lives; it renews itself at two thirds. */
    static final Duration SERVER_LIFE = Duration.ofDays(30);
    /** Certificates begin earlier than they are made, for clocks that are a little late. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final Duration LIFE = Duration.ofDays(365 * 20);
    private static final ExtendedKeyUsage NODE_PURPOSES =
            new ExtendedKeyUsage(new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth});
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate certificate;
    private final PrivateKey key;

    Authority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    static Authority create(Instant now) {
        KeyPair pair = KeyPairs.create();
        BigInteger serial = serial();
        var name = new X500Name("CN=Flotilla authority " + serial.toString(16).substring(0, 8));
        var builder = new JcaX509v3CertificateBuilder(
                name, serial, Date.from(now.minus(BACKDATED)), Date.from(now.plus(LIFE)), name, pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the authority's certificate cannot be built", e);
        }
        return new Authority(sign(builder, pair.getPrivate()), pair.getPrivate());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    PrivateKey key() {
        return key;
    }

    /** SHA-256 of the authority's certificate, as bootstrap tokens carry it. */
    public String fingerprint() {
        return BootstrapToken.fingerprint(certificate);
    }

    /**
     * A certificate whose one name is {@code flotilla://<tenant id>/<node id>}, with which the node calls others and serves other
     * nodes. It names no host, so nobody takes it for the control center's.
     */
    X509Certificate issueToNode(TenantId tenant, NodeId node, PublicKey key, Instant now) {
        var name = new GeneralName(GeneralName.uniformResourceIdentifier, NodeIdentity.uri(tenant, node));
        return issue(node.value(), new GeneralNames(name), NODE_PURPOSES, key, now, NODE_LIFE);
    }

    /** A server certificate for those host names and IP addresses. */
    X509Certificate issueToServer(List<String> names, PublicKey key, Instant now) {
        var all = names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        return issue(
                "Flotilla control center",
                new GeneralNames(all),
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth),
                key,
                now,
                SERVER_LIFE);
    }

    private X509Certificate issue(
            String commonName,
            GeneralNames names,
            ExtendedKeyUsage purposes,
            PublicKey subject,
            Instant now,
            Duration life) {
        var builder = new JcaX509v3CertificateBuilder(
                certificate,
                serial(),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(life)),
                new X500Name("CN=" + commonName),
                subject);
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, purposes);
            builder.addExtension(Extension.subjectAlternativeName, false, names);
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(certificate.getPublicKey()));
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate for '" + commonName + "' cannot be built", e);
        }
        return sign(builder, key);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("ECDSA is part of every Java platform", e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(127, RANDOM).setBit(126);
    }

    private static boolean isAddress(String name) {
        return name.contains(":") || name.matches("[0-9.]+");
    }
}
