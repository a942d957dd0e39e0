package dev.flotilla.control.access;

import static dev.flotilla.control.access.Role.ADMIN;
import static dev.flotilla.control.access.Role.MEMBER;
import static dev.flotilla.control.access.Role.OPERATOR;
import static dev.flotilla.control.access.Role.OWNER;
import static dev.flotilla.control.access.Role.VIEWER;
import static dev.flotilla.control.access.Scope.ACCOUNT_READ;
import static dev.flotilla.control.access.Scope.ACCOUNT_WRITE;
import static dev.flotilla.control.access.Scope.EVENT_READ;
import static dev.flotilla.control.access.Scope.FLEET_READ;
import static dev.flotilla.control.access.Scope.FLEET_WRITE;
import static dev.flotilla.control.access.Scope.FLOW_READ;
import static dev.flotilla.control.access.Scope.FLOW_WRITE;
import static dev.flotilla.control.access.Scope.PLATFORM_READ;
import static dev.flotilla.control.access.Scope.PLATFORM_WRITE;
import static dev.flotilla.control.access.Scope.STREAM_READ;
import static dev.flotilla.control.access.Scope.STREAM_WRITE;
import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which role may call which operation, and with which scope an API token may. Written by hand, one line per field of Query,
 * Mutation and Subscription and per REST endpoint; what is missing here is refused, and a test fails on it.
 *
 * @param scopes one of them must be a token's; without any, the operation is for people alone
 */
public record Permission(Set<Role> roles, Set<Scope> scopes, boolean isPublic) {
    private static final Permission ANYONE = new Permission(Set.of(), Set.of(), true);
    private static final Permission EVERY_USER = of(OWNER, ADMIN, MEMBER, VIEWER, OPERATOR);
    private static final Permission MAKERS = of(OWNER, ADMIN, MEMBER, OPERATOR);
    private static final Permission ADMINISTRATORS = of(OWNER, ADMIN, OPERATOR);
    private static final Permission OWNERS = of(OWNER, OPERATOR);
    private static final Permission OPERATORS = of(OPERATOR);

    private static final Map<String, Permission> TABLE = Map.ofEntries(
            entry("me", EVERY_USER.with(FLEET_READ, Scope.values())),
            entry("tenants", OPERATORS.with(PLATFORM_READ)),
            entry("tenantsConnection", OPERATORS.with(PLATFORM_READ)),
            entry("clusters", EVERY_USER.with(FLEET_READ)),
            entry("clustersConnection", EVERY_USER.with(FLEET_READ)),
            entry("nodes", EVERY_USER.with(FLEET_READ)),
            entry("node", EVERY_USER.with(FLEET_READ)),
            entry("bootstrapTokens", ADMINISTRATORS.with(FLEET_READ)),
            entry("flow", EVERY_USER.with(FLOW_READ)),
            entry("flows", EVERY_USER.with(FLOW_READ)),
            entry("flowTemplates", EVERY_USER.with(FLOW_READ)),
            entry("events", EVERY_USER.with(EVENT_READ)),
            entry("liveFirehose", EVERY_USER.with(EVENT_READ)),
            entry("liveStreamEvents", EVERY_USER.with(EVENT_READ)),
            entry("liveConnectionEvents", EVERY_USER.with(EVENT_READ)),
            entry("liveTrackListUpdates", EVERY_USER.with(EVENT_READ)),
            entry("liveClipLifecycle", EVERY_USER.with(EVENT_READ)),
            entry("liveDvrLifecycle", EVERY_USER.with(EVENT_READ)),
            entry("liveFlowEvents", EVERY_USER.with(EVENT_READ)),
            entry("liveSystemHealth", EVERY_USER.with(EVENT_READ)),
            entry("createTenant", OPERATORS.with(PLATFORM_WRITE)),
            entry("setTenantGrant", OPERATORS.with(PLATFORM_WRITE)),
            entry("suspendTenant", OPERATORS.with(PLATFORM_WRITE)),
            entry("resumeTenant", OPERATORS.with(PLATFORM_WRITE)),
            entry("deleteTenant", OPERATORS.with(PLATFORM_WRITE)),
            entry("keepTenant", OPERATORS.with(PLATFORM_WRITE)),
            entry("tenantDepartures", OPERATORS.with(PLATFORM_READ)),
            // Whoever has a token has not shown a password.
            entry("requestTenantDeletion", OWNERS),
            entry("cancelTenantDeletion", OWNERS),
            entry("updateTenant", ADMINISTRATORS.with(ACCOUNT_WRITE)),
            entry("setLogo", ADMINISTRATORS.with(ACCOUNT_WRITE)),
            entry("tenantUse", EVERY_USER.with(ACCOUNT_READ)),
            entry("GET /branding/v1/look", ANYONE),
            entry("GET /branding/v1/logo", ANYONE),
            entry("setBranding", ADMINISTRATORS.with(ACCOUNT_WRITE)),
            entry("createCluster", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("updateCluster", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("updateClusterMarketplace", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("marketplaceClustersConnection", EVERY_USER.with(FLEET_READ)),
            entry("clustersAvailableConnection", EVERY_USER.with(FLEET_READ)),
            entry("clustersAccessConnection", EVERY_USER.with(FLEET_READ)),
            entry("marketplaceCluster", EVERY_USER.with(FLEET_READ)),
            entry("mySubscriptionsConnection", EVERY_USER.with(FLEET_READ)),
            entry("pendingSubscriptionsConnection", ADMINISTRATORS.with(FLEET_READ)),
            entry("clusterSubscriptionsConnection", ADMINISTRATORS.with(FLEET_READ)),
            entry("clusterInvitesConnection", ADMINISTRATORS.with(FLEET_READ)),
            entry("myClusterInvitesConnection", ADMINISTRATORS.with(FLEET_READ)),
            entry("subscribeToCluster", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("unsubscribeFromCluster", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("requestClusterSubscription", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("approveClusterSubscription", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("rejectClusterSubscription", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("suspendClusterSubscription", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("createClusterInvite", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("revokeClusterInvite", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("acceptClusterInvite", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("setPreferredCluster", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("setClusterOfficial", OPERATORS.with(PLATFORM_WRITE)),
            entry("createBootstrapToken", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("revokeBootstrapToken", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("renameNode", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("revokeNode", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("setNodeMode", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("retireNode", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("edgeReleases", EVERY_USER.with(FLEET_READ)),
            entry("upsertEdgeRelease", OPERATORS.with(PLATFORM_WRITE)),
            entry("prepareEdgeReleaseUpload", OPERATORS.with(PLATFORM_WRITE)),
            entry("withdrawEdgeRelease", OPERATORS.with(PLATFORM_WRITE)),
            entry("releaseTarget", EVERY_USER.with(FLEET_READ)),
            entry("releaseTargets", EVERY_USER.with(FLEET_READ)),
            entry("nodeUpdates", EVERY_USER.with(FLEET_READ)),
            entry("setReleaseTarget", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("pauseRollout", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("resumeRollout", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("rollBackRelease", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("createFlow", MAKERS.with(FLOW_WRITE)),
            entry("updateFlow", MAKERS.with(FLOW_WRITE)),
            entry("startFlow", MAKERS.with(FLOW_WRITE)),
            entry("stopFlow", MAKERS.with(FLOW_WRITE)),
            entry("deleteFlow", MAKERS.with(FLOW_WRITE)),
            entry("changeFlows", MAKERS.with(FLOW_WRITE)),
            entry("createFlowTemplate", MAKERS.with(FLOW_WRITE)),
            entry("updateFlowTemplate", MAKERS.with(FLOW_WRITE)),
            entry("deleteFlowTemplate", MAKERS.with(FLOW_WRITE)),
            entry("createFlowFromTemplate", MAKERS.with(FLOW_WRITE)),
            entry("streams", EVERY_USER.with(STREAM_READ)),
            entry("stream", EVERY_USER.with(STREAM_READ)),
            entry("signingKeys", EVERY_USER.with(STREAM_READ)),
            entry("signingKeysConnection", EVERY_USER.with(STREAM_READ)),
            entry("createStream", MAKERS.with(STREAM_WRITE)),
            entry("updateStream", MAKERS.with(STREAM_WRITE)),
            entry("deleteStream", MAKERS.with(STREAM_WRITE)),
            entry("setPlaybackPolicy", MAKERS.with(STREAM_WRITE)),
            entry("setPullSource", MAKERS.with(STREAM_WRITE)),
            entry("setPrivateSources", ADMINISTRATORS.with(FLEET_WRITE)),
            entry("createStreamKey", MAKERS.with(STREAM_WRITE)),
            entry("rotateStreamKey", MAKERS.with(STREAM_WRITE)),
            entry("revokeStreamKey", MAKERS.with(STREAM_WRITE)),
            entry("createPushTarget", MAKERS.with(STREAM_WRITE)),
            entry("updatePushTarget", MAKERS.with(STREAM_WRITE)),
            entry("deletePushTarget", MAKERS.with(STREAM_WRITE)),
            entry("createSigningKey", ADMINISTRATORS.with(STREAM_WRITE)),
            entry("revokeSigningKey", ADMINISTRATORS.with(STREAM_WRITE)),
            entry("artifacts", EVERY_USER.with(STREAM_READ)),
            entry("artifact", EVERY_USER.with(STREAM_READ)),
            entry("artifactDownload", EVERY_USER.with(STREAM_READ)),
            entry("artifactRetention", EVERY_USER.with(STREAM_READ)),
            entry("createClip", MAKERS.with(STREAM_WRITE)),
            entry("startRecording", MAKERS.with(STREAM_WRITE)),
            entry("stopRecording", MAKERS.with(STREAM_WRITE)),
            entry("deleteArtifact", MAKERS.with(STREAM_WRITE)),
            entry("vodAsset", EVERY_USER.with(STREAM_READ)),
            // The answer holds addresses to write to.
            entry("vodUploadStatus", MAKERS.with(STREAM_WRITE)),
            entry("createVodUpload", MAKERS.with(STREAM_WRITE)),
            entry("completeVodUpload", MAKERS.with(STREAM_WRITE)),
            entry("abortVodUpload", MAKERS.with(STREAM_WRITE)),
            entry("deleteVodAsset", MAKERS.with(STREAM_WRITE)),
            entry("setVodPolicy", MAKERS.with(STREAM_WRITE)),
            entry("setArtifactRetention", ADMINISTRATORS.with(STREAM_WRITE)),
            entry("apiTokens", EVERY_USER.with(ACCOUNT_READ)),
            // A token that could make tokens would outlive its own revocation.
            entry("createApiToken", EVERY_USER),
            entry("revokeApiToken", EVERY_USER.with(ACCOUNT_WRITE)),
            entry("auditLog", ADMINISTRATORS.with(ACCOUNT_READ)),
            entry("members", EVERY_USER.with(ACCOUNT_READ)),
            entry("invitations", ADMINISTRATORS.with(ACCOUNT_READ)),
            entry("inviteMember", ADMINISTRATORS.with(ACCOUNT_WRITE)),
            entry("inviteOwner", OPERATORS.with(PLATFORM_WRITE)),
            entry("revokeInvitation", ADMINISTRATORS.with(ACCOUNT_WRITE)),
            entry("changeMemberRole", ADMINISTRATORS.with(ACCOUNT_WRITE)),
            entry("removeMember", EVERY_USER.with(ACCOUNT_WRITE)),
            entry("mailDelivery", OPERATORS.with(PLATFORM_READ)),
            entry("contactMessages", OPERATORS.with(PLATFORM_READ)),
            // Ones own sign-in is for oneself: a stolen token must not be able to lock its maker out.
            entry("changePassword", EVERY_USER),
            entry("accountSecurity", EVERY_USER),
            entry("sessions", EVERY_USER),
            entry("endSession", EVERY_USER),
            entry("endOtherSessions", EVERY_USER),
            entry("beginTotp", EVERY_USER),
            entry("confirmTotp", EVERY_USER),
            entry("removeTotp", EVERY_USER),
            entry("renewRecoveryCodes", EVERY_USER),
            entry("beginPasskey", EVERY_USER),
            entry("beginPasskeyProof", EVERY_USER),
            entry("addPasskey", EVERY_USER),
            entry("renamePasskey", EVERY_USER),
            entry("removePasskey", EVERY_USER),
            entry("demandSecondFactor", of(OWNER, OPERATOR)),
            entry("resetMemberSecondFactor", of(OWNER, ADMIN, OPERATOR)),
            entry("resetSecondFactor", OPERATORS),
            entry("POST /auth/v1/login", ANYONE),
            entry("POST /auth/v1/token", ANYONE),
            // The refresh token in the request is what counts.
            entry("POST /auth/v1/refresh", ANYONE),
            entry("POST /auth/v1/renew", ANYONE),
            // A challenge that stands for the password does, and what a passkey has signed.
            entry("POST /auth/v1/second-factor", ANYONE),
            entry("POST /auth/v1/passkey/offer", ANYONE),
            entry("POST /auth/v1/passkey/sign-in", ANYONE),
            entry("POST /auth/v1/logout", EVERY_USER),
            entry("GET /auth/v1/jwks", ANYONE),
            // A challenge, or the secret of a link, stands before what these do.
            entry("GET /auth/v1/challenge", ANYONE),
            entry("POST /auth/v1/password/forgot", ANYONE),
            entry("POST /auth/v1/password/reset", ANYONE),
            entry("POST /auth/v1/invitations/offer", ANYONE),
            entry("POST /auth/v1/invitations/accept", ANYONE),
            entry("GET /auth/v1/external", ANYONE),
            entry("POST /auth/v1/sign-up", ANYONE),
            entry("POST /contact/v1/messages", ANYONE),
            entry("POST /auth/v1/sign-up/confirm", ANYONE),
            // The bootstrap token in the request is what admits a node.
            entry("POST /enrol/v1/nodes", ANYONE));

    /** What somebody needs who has to set up a second factor before anything else. */
    private static final Set<String> ENROLMENT = Set.of(
            "me",
            "accountSecurity",
            "changePassword",
            "beginTotp",
            "confirmTotp",
            "beginPasskey",
            "addPasskey",
            "POST /auth/v1/logout");

    public Permission {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    /** The line of an operation; empty when it has none, and then nobody may call it. */
    public static Optional<Permission> forOperation(String operation) {
        return Optional.ofNullable(TABLE.get(operation));
    }

    static boolean isForEnrolment(String operation) {
        return ENROLMENT.contains(operation);
    }

    /** Every operation that has a line. */
    static Set<String> operations() {
        return TABLE.keySet();
    }

    public boolean allows(Role role) {
        return isPublic || roles.contains(role);
    }

    private static Permission of(Role first, Role... rest) {
        return new Permission(EnumSet.of(first, rest), Set.of(), false);
    }

    private Permission with(Scope first, Scope... rest) {
        return new Permission(roles, EnumSet.of(first, rest), isPublic);
    }
}
