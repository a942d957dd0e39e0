package dev.flotilla.edge.uplink;

import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Who tells this node what to run, and as whom it knows the node. Generations of desired states count only under one owner: a
 * node that is enrolled elsewhere starts anew.
 *
 * @param authority SHA-256 of the control center's authority, as hexadecimal digits
 */
public record Owner(String authority, TenantId tenant, NodeId node) {
    static Owner of(Identity identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(identity.authority().getEncoded());
            return new Owner(HexFormat.of().formatHex(digest), identity.tenant(), identity.node());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be encoded and hashed", e);
        }
    }

    /** One line that tells owners apart, and stays the same for as long as the owner does. */
    public String text() {
        return authority + " " + tenant + " " + node;
    }
}
