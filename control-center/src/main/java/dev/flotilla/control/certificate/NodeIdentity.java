package dev.flotilla.control.certificate;

import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Who a node is, as its certificate says. The serial names the one certificate, in hexadecimal. */
public record NodeIdentity(TenantId tenant, NodeId node, String serial) {
    private static final int URI_NAME = 6;

    static String uri(TenantId tenant, NodeId node) {
        return "flotilla://" + tenant + "/" + node;
    }

    /**
     * Reads a certificate that was found to be signed by the authority.
     *
     * @throws IllegalArgumentException when it is not a node's
     */
    public static NodeIdentity of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.getFirst().equals(URI_NAME)) {
                    URI uri = URI.create(String.valueOf(name.get(1)));
                    if ("flotilla".equals(uri.getScheme())) {
                        return new NodeIdentity(
                                new TenantId(uri.getAuthority()),
                                new NodeId(uri.getPath().substring(1)),
                                serial(certificate));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("the certificate's names cannot be read", e);
        }
        throw new IllegalArgumentException(
                "the certificate names no node: '" + certificate.getSubjectX500Principal() + "'");
    }

    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
