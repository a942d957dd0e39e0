package dev.flotilla.edge.uplink.identity;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.time.Duration;
import java.time.Instant;

/** Identities as enrolment would have made them. */
public final class TestIdentities {
    private TestIdentities() {}

    public static Identity of(TestAuthority authority, UplinkAddress uplink, Instant notBefore, Duration life) {
        return of(authority, uplink, TenantId.random(), NodeId.random(), notBefore, life);
    }

    /** Of a node that another test object knows already. */
    public static Identity of(
            TestAuthority authority,
            UplinkAddress uplink,
            TenantId tenant,
            NodeId node,
            Instant notBefore,
            Duration life) {
        NodeKey key = NodeKey.generate();
        return new Identity(
                node,
                "edge-one",
                tenant,
                ClusterId.random(),
                new CenterAddress("127.0.0.1", 18443),
                uplink,
                key.secret(),
                authority.node(key.certificateRequest("edge-one"), tenant, node, notBefore, life),
                authority.certificate());
    }

    /** Of another node of that tenant. */
    public static Identity of(TestAuthority authority, UplinkAddress uplink, TenantId tenant) {
        return of(authority, uplink, tenant, NodeId.random(), Instant.now().minusSeconds(300), Duration.ofDays(90));
    }

    public static Identity of(TestAuthority authority, UplinkAddress uplink) {
        return of(authority, uplink, Instant.now().minusSeconds(300), Duration.ofDays(90));
    }
}
