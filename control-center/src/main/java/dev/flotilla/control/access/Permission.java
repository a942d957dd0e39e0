package dev.flotilla.control.access;

import static dev.flotilla.control.access.Role.ADMIN;
import static dev.flotilla.control.access.Role.MEMBER;
import static dev.flotilla.control.access.Role.OPERATOR;
import static dev.flotilla.control.access.Role.OWNER;
import static dev.flotilla.control.access.Role.VIEWER;
import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which role may call which operation. Written by hand, one line per field of Query and Mutation and per REST endpoint;
 * what is missing here is refused, and a test fails on it.
 */
public record Permission(Set<Role> roles, boolean isPublic) {
    private static final Permission ANYONE = new Permission(Set.of(), true);
    private static final Permission EVERY_USER = of(OWNER, ADMIN, MEMBER, VIEWER, OPERATOR);
    private static final Permission MAKERS = of(OWNER, ADMIN, MEMBER, OPERATOR);
    private static final Permission ADMINISTRATORS = of(OWNER, ADMIN, OPERATOR);
    private static final Permission OPERATORS = of(OPERATOR);

    private static final Map<String, Permission> TABLE = Map.ofEntries(
            entry("me", EVERY_USER),
            entry("tenants", OPERATORS),
            entry("clusters", EVERY_USER),
            entry("nodes", EVERY_USER),
            entry("node", EVERY_USER),
            entry("bootstrapTokens", ADMINISTRATORS),
            entry("flow", EVERY_USER),
            entry("events", EVERY_USER),
            entry("createTenant", OPERATORS),
            entry("createCluster", ADMINISTRATORS),
            entry("createBootstrapToken", ADMINISTRATORS),
            entry("revokeBootstrapToken", ADMINISTRATORS),
            entry("renameNode", ADMINISTRATORS),
            entry("revokeNode", ADMINISTRATORS),
            entry("createFlow", MAKERS),
            entry("updateFlow", MAKERS),
            entry("startFlow", MAKERS),
            entry("stopFlow", MAKERS),
            entry("deleteFlow", MAKERS),
            entry("streams", EVERY_USER),
            entry("stream", EVERY_USER),
            entry("signingKeys", EVERY_USER),
            entry("createStream", MAKERS),
            entry("updateStream", MAKERS),
            entry("deleteStream", MAKERS),
            entry("setPlaybackPolicy", MAKERS),
            entry("createStreamKey", MAKERS),
            entry("rotateStreamKey", MAKERS),
            entry("revokeStreamKey", MAKERS),
            entry("createPushTarget", MAKERS),
            entry("updatePushTarget", MAKERS),
            entry("deletePushTarget", MAKERS),
            entry("createSigningKey", ADMINISTRATORS),
            entry("revokeSigningKey", ADMINISTRATORS),
            entry("changePassword", EVERY_USER),
            entry("POST /auth/v1/login", ANYONE),
            entry("POST /auth/v1/token", ANYONE),
            entry("POST /auth/v1/logout", EVERY_USER),
            entry("GET /auth/v1/jwks", ANYONE),
            // The bootstrap token in the request is what admits a node.
            entry("POST /enrol/v1/nodes", ANYONE));

    public Permission {
        roles = Set.copyOf(roles);
    }

    /** The line of an operation; empty when it has none, and then nobody may call it. */
    public static Optional<Permission> forOperation(String operation) {
        return Optional.ofNullable(TABLE.get(operation));
    }

    /** Every operation that has a line. */
    static Set<String> operations() {
        return TABLE.keySet();
    }

    public boolean allows(Role role) {
        return isPublic || roles.contains(role);
    }

    private static Permission of(Role first, Role... rest) {
        return new Permission(EnumSet.of(first, rest), false);
    }
}
