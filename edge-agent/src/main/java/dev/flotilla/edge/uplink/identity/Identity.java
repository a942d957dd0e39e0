package dev.flotilla.edge.uplink.identity;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** What enrolment gave this node: its names, its key and certificate, and the one authority that it trusts. */
public record Identity(
        NodeId node,
        String nodeName,
        TenantId tenant,
        ClusterId cluster,
        CenterAddress center,
        UplinkAddress uplink,
        PrivateKey key,
        X509Certificate certificate,
        X509Certificate authority) {

    /** The same node with the certificate that follows the present one. */
    public Identity renewed(PrivateKey newKey, X509Certificate newCertificate) {
        return new Identity(node, nodeName, tenant, cluster, center, uplink, newKey, newCertificate, authority);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return nodeName + " (" + node + ") at " + center;
    }
}
