package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

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

    SessionEntity() {}

    SessionEntity(Session session, AccountEntity account) {
        id = session.id();
        tenantId = session.tenant().value();
        this.account = account;
        expiresAt = session.expiresAt();
    }

    /** With what the account says now. */
    Session session() {
        return new Session(id, new UserId(account.id), new TenantId(tenantId), account.role, account.login, expiresAt);
    }
}
