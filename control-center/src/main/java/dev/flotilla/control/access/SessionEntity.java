package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** A row of sessions. */
@Entity
@Table(schema = "access", name = "session")
class SessionEntity {
    @Id
    String id;

    String tenantId;

    @ManyToOne
    @JoinColumn(name = "account_id")
    AccountEntity account;

    Instant expiresAt;

    @Enumerated(EnumType.STRING)
    SignedInBy signedInBy;

    boolean isConsole;

    @Nullable
    String address;

    @Nullable
    String userAgent;

    /** Whether the tenant demands a second factor that is still missing, unless somebody else vouches for the person. */
    @Formula("""
        (signed_in_by <> 'SIGN_ON'
            and exists (select 1 from access.factor_policy p where p.tenant_id = tenant_id)
            and not exists (select 1 from access.totp t where t.account_id = account_id and t.confirmed_at is not null)
            and not exists (select 1 from access.passkey k where k.account_id = account_id))\
        """)
    boolean mustEnrol;

    SessionEntity() {}

    SessionEntity(Session session, AccountEntity account, Visit visit) {
        id = session.id();
        tenantId = session.tenant().value();
        this.account = account;
        expiresAt = session.expiresAt();
        signedInBy = visit.by();
        isConsole = visit.isConsole();
        address = visit.address();
        userAgent = visit.userAgent();
    }

    /** With what the account says now. */
    Session session() {
        return new Session(
                id, new UserId(account.id), new TenantId(tenantId), account.role, account.login, expiresAt, mustEnrol);
    }
}
