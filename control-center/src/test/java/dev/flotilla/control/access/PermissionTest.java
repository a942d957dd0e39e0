package dev.flotilla.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.graphql.api.Subscription;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.junit.jupiter.api.Test;

/** Reads the module's classes, so that an operation without a rule fails here and not in front of a user. */
class PermissionTest {
    @Test
    void everyOperationHasARule() {
        Set<String> operations = operations();
        assertThat(operations).isNotEmpty();
        assertThat(Permission.operations())
                .as("operations without a line in Permission: nobody could call them")
                .containsAll(operations);
    }

    @Test
    void everyRuleIsAboutAnOperation() {
        assertThat(operations())
                .as("lines in Permission that no operation has any more")
                .containsAll(Permission.operations());
    }

    @Test
    void viewersOnlyRead() {
        Set<String> allowed = Permission.operations().stream()
                .filter(operation ->
                        !Permission.forOperation(operation).orElseThrow().isPublic())
                .filter(operation ->
                        Permission.forOperation(operation).orElseThrow().allows(Role.VIEWER))
                .collect(Collectors.toSet());
        assertThat(allowed)
                .containsExactlyInAnyOrder(
                        "me",
                        "clusters",
                        "clustersConnection",
                        "marketplaceClustersConnection",
                        "clustersAvailableConnection",
                        "clustersAccessConnection",
                        "marketplaceCluster",
                        "mySubscriptionsConnection",
                        "nodes",
                        "node",
                        "edgeReleases",
                        "releaseTarget",
                        "releaseTargets",
                        "nodeUpdates",
                        "flow",
                        "flows",
                        "flowTemplates",
                        "events",
                        "liveFirehose",
                        "liveStreamEvents",
                        "liveConnectionEvents",
                        "liveTrackListUpdates",
                        "liveClipLifecycle",
                        "liveDvrLifecycle",
                        "liveFlowEvents",
                        "liveSystemHealth",
                        "streams",
                        "stream",
                        "signingKeys",
                        "artifacts",
                        "artifact",
                        "artifactDownload",
                        "vodAsset",
                        "artifactRetention",
                        "signingKeysConnection",
                        "apiTokens",
                        "members",
                        "tenantUse",
                        "removeMember",
                        "createApiToken",
                        "revokeApiToken",
                        "changePassword",
                        "accountSecurity",
                        "sessions",
                        "endSession",
                        "endOtherSessions",
                        "beginTotp",
                        "confirmTotp",
                        "removeTotp",
                        "renewRecoveryCodes",
                        "beginPasskey",
                        "beginPasskeyProof",
                        "addPasskey",
                        "renamePasskey",
                        "removePasskey",
                        "POST /auth/v1/logout");
    }

    @Test
    void onlyTheOperatorLooksAcrossTenants() {
        for (String operation : Set.of(
                "tenants",
                "tenantsConnection",
                "createTenant",
                "mailDelivery",
                "contactMessages",
                "resetSecondFactor",
                "setTenantGrant",
                "suspendTenant",
                "resumeTenant",
                "deleteTenant",
                "keepTenant",
                "tenantDepartures")) {
            assertThat(Permission.forOperation(operation).orElseThrow().roles()).containsExactly(Role.OPERATOR);
        }
    }

    @Test
    void onlyOnesOwnSignInIsOutOfReachForTokens() {
        Set<String> peopleOnly = Permission.operations().stream()
                .filter(operation -> !operation.contains(" "))
                .filter(operation -> Permission.forOperation(operation)
                        .orElseThrow()
                        .scopes()
                        .isEmpty())
                .collect(Collectors.toSet());
        assertThat(peopleOnly)
                .as("give a new operation a scope in Permission: MAKERS.with(STREAM_WRITE)")
                .containsExactlyInAnyOrder(
                        "createApiToken",
                        "changePassword",
                        "requestTenantDeletion",
                        "cancelTenantDeletion",
                        "accountSecurity",
                        "sessions",
                        "endSession",
                        "endOtherSessions",
                        "beginTotp",
                        "confirmTotp",
                        "removeTotp",
                        "renewRecoveryCodes",
                        "beginPasskey",
                        "beginPasskeyProof",
                        "addPasskey",
                        "renamePasskey",
                        "removePasskey",
                        "demandSecondFactor",
                        "resetMemberSecondFactor",
                        "resetSecondFactor");
    }

    private static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (Class<?> type : classes()) {
            for (Method method : type.isAnnotationPresent(GraphQLApi.class) ? type.getMethods() : new Method[0]) {
                if (Stream.of(Query.class, Mutation.class, Subscription.class).anyMatch(method::isAnnotationPresent)) {
                    operations.add(method.getName());
                }
            }
            if (type.isAnnotationPresent(Path.class)) {
                Arrays.stream(type.getMethods())
                        .filter(method -> RestGate.verbOf(method).isPresent())
                        .forEach(method -> operations.add(RestGate.operationOf(type, method)));
            }
        }
        return operations;
    }

    private static Set<Class<?>> classes() {
        try {
            var root = java.nio.file.Path.of(Permission.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<java.nio.file.Path> files = Files.walk(root)) {
                return files.map(root::relativize)
                        .map(java.nio.file.Path::toString)
                        .filter(file -> file.startsWith("dev/flotilla/control/") && file.endsWith(".class"))
                        .map(file -> file.substring(0, file.length() - ".class".length())
                                .replace('/', '.'))
                        .map(PermissionTest::load)
                        .collect(Collectors.toSet());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PermissionTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
