package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of accounts. */
@Entity
@Table(schema = "access", name = "account")
class AccountEntity {
    @Id
    String id;

    String tenantId;
    String login;
    String displayName;

    @Enumerated(EnumType.STRING)
    Role role;

    String passwordHash;
    boolean mustChangePassword;

    AccountEntity() {}

    AccountEntity(Account account) {
        id = account.id().value();
        tenantId = account.tenant().value();
        login = account.login();
        displayName = account.displayName();
        role = account.role();
        passwordHash = account.passwordHash();
        mustChangePassword = account.mustChangePassword();
    }

    Account account() {
        return new Account(
                new UserId(id), new TenantId(tenantId), login, displayName, role, passwordHash, mustChangePassword);
    }
}
