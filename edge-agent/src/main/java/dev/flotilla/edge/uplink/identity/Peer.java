package dev.flotilla.edge.uplink.identity;

import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * Another node of the fleet, as its certificate says ({@code flotilla://<tenant id>/<node id>}).
 *
 * @param serial of the certificate, in hexadecimal, as the control center names it
 */
public record Peer(TenantId tenant, NodeId node, String serial) {
    private static final int URI_NAME = 6;

    /**
     * Reads a certificate that was found to be signed by the authority.
     *
     * @throws IllegalArgumentException when it is not a node's
     */
    public static Peer of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.getFirst().equals(URI_NAME)) {
                    URI uri = URI.create(String.valueOf(name.get(1)));
                    if ("flotilla".equals(uri.getScheme())) {
                        return new Peer(
                                new TenantId(String.valueOf(uri.getAuthority())),
                                new NodeId(uri.getPath().replaceFirst("^/", "")),
                                certificate.getSerialNumber().toString(16));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("the certificate's names cannot be read", e);
        }
        throw new IllegalArgumentException(
                "the certificate names no node: '" + certificate.getSubjectX500Principal() + "'");
    }
}
