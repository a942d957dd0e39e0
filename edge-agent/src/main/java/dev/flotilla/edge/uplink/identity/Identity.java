package dev.flotilla.edge.uplink.identity;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What enrolment gave this node: its names, its key and certificate, and the one authority that it trusts.
 *
 * @param via a port of a Foghorn that leads to the uplink, for a node that reaches no more than that
 */
public record Identity(
        NodeId node,
        String nodeName,
        TenantId tenant,
        ClusterId cluster,
        CenterAddress center,
        UplinkAddress uplink,
        PrivateKey key,
        X509Certificate certificate,
        X509Certificate authority,
        Optional<UplinkAddress> via) {
    /** Of a node that reaches the control center itself. */
    public Identity(
            NodeId node,
            String nodeName,
            TenantId tenant,
            ClusterId cluster,
            CenterAddress center,
            UplinkAddress uplink,
            PrivateKey key,
            X509Certificate certificate,
            X509Certificate authority) {
        this(node, nodeName, tenant, cluster, center, uplink, key, certificate, authority, Optional.empty());
    }

    /** Where to connect for the uplink: what answers there is the control center at {@code uplink} all the same. */
    public UplinkAddress door() {
        return via.orElse(uplink);
    }

    /** The same node with the certificate that follows the present one. */
    public Identity renewed(PrivateKey newKey, X509Certificate newCertificate) {
        return new Identity(node, nodeName, tenant, cluster, center, uplink, newKey, newCertificate, authority, via);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return nodeName + " (" + node + ") at " + center;
    }
}
