package dev.flotilla.control.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The few things that must look across tenants, each named in {@link Purpose}, on a role and a pool of their own. */
@ApplicationScoped
public class Jobs {
    /** Every reason there is to look across tenants. A new one is a decision, not a convenience. */
    public enum Purpose {
        /** Who signs in is not known before the look-up. */
        SIGN_IN,
        /** The first start makes the first tenant. */
        FIRST_START,
        /** The platform operator lists and makes tenants. */
        TENANTS,
        /** The page to sign in at shows a tenant's look before anybody has signed in. */
        LOOK,
        /** A tenant whose time is over is deleted by whichever process takes the lease. */
        TENANT_DEPARTURE,
        /** A bootstrap token tells the tenant. */
        ENROLMENT,
        /** A node's certificate tells the tenant; revocation is checked on every call. */
        NODE_IDENTITY,
        /** The desired state of a node is pushed by the process that holds its stream. */
        DESIRED_STATE,
        /** The Foghorns of a cluster are told to its nodes by the process that holds their streams. */
        REGION,
        /** Clusters are offered to other tenants, and who offers and who asks is named to the other. */
        MARKETPLACE,
        /** How the clusters of others are that may serve a tenant. */
        ROUTING,
        /** A node of a cluster that other tenants may use asks for a stream, and whose it is only the look-up tells. */
        GUEST_STREAM,
        /** Keys and the certificate authority belong to no tenant. */
        KEYS,
        /** Whoever watches streams hears of changes from the process that holds its call. */
        STREAM_CHANGES,
        /** Whoever waits for orders hears of them from the process that holds its call. */
        ARTIFACT_ORDERS,
        /** Releases are everybody's to choose, and roll-outs are moved by whichever process is free. */
        RELEASES,
        /** What nodes say is written for all of them at once. */
        NODE_REPORTS,
        /** Whoever listens hears of events from the process that holds the socket. */
        LIVE_EVENTS,
        /** Replicas tell each other what tenants spent of their allowances. */
        ALLOWANCES,
        /** What strangers write belongs to no tenant. */
        CONTACT,
        /** Old rows go, whoever they belong to. */
        RETENTION
    }

    private final AgroalDataSource source;

    Jobs(@DataSource("jobs") AgroalDataSource source) {
        this.source = source;
    }

    /** Runs the statements in a transaction of their own, and commits unless they throw. */
    public <T extends @Nullable Object> T call(Purpose purpose, Tenancy.Statements<T> statements) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = source.getConnection()) {
                return statements.run(Sql.on(connection));
            } catch (SQLException e) {
                throw new SqlFailure("getting a connection for " + purpose, e);
            }
        });
    }
}
