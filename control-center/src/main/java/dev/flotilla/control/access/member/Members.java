package dev.flotilla.control.access.member;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.Sessions;
import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The people of a tenant. Changes of who owns it happen one after another. */
@ApplicationScoped
public class Members {
    private final Tenancy tenancy;
    private final Accounts accounts;
    private final Sessions sessions;

    Members(Tenancy tenancy, Accounts accounts, Sessions sessions) {
        this.tenancy = tenancy;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** By login. */
    List<Member> all(TenantId tenant) {
        return accounts.all(tenant).stream().map(Member::of).toList();
    }

    Member changeRole(Actor actor, String id, Role role) {
        return tenancy.call(actor.tenant(), () -> {
            Account person = lock(actor.tenant(), id);
            RoleRules.checkMayGrant(actor, person.role());
            RoleRules.checkMayGrant(actor, role);
            AuditNotes.before(Member.of(person));
            if (role != person.role()) {
                if (role != Role.OWNER) {
                    RoleRules.checkMayCease(person, accounts.all(actor.tenant()));
                }
                accounts.setRole(person, role);
                sessions.forgetRecent();
            }
            return Member.of(accounts.get(actor.tenant(), person.id()));
        });
    }

    /** Gives a person the role that somebody else decides on, who is asked at each sign-on; a last owner keeps theirs. */
    public Account follow(Account person, Role role) {
        if (person.role() == role) {
            return person;
        }
        return tenancy.call(person.tenant(), () -> {
            Account locked = lock(person.tenant(), person.id().value());
            if (RoleRules.mayCease(locked, accounts.all(person.tenant()))) {
                accounts.setRole(locked, role);
                sessions.forgetRecent();
            }
            return accounts.get(person.tenant(), person.id());
        });
    }

    /** Somebody of the actor's tenant over whose account the actor has power; {@link Refused} otherwise. */
    public Account administered(Actor actor, String id) {
        Account person = accounts.find(actor.tenant(), id).orElseThrow(() -> new Refused(NotFound.of("member", id)));
        RoleRules.checkMayGrant(actor, person.role());
        return person;
    }

    /** Takes somebody out of the tenant, with their sessions and API tokens. */
    void remove(Actor actor, String id) {
        tenancy.run(actor.tenant(), () -> {
            RoleRules.checkMayRemove(actor, id);
            Account person = lock(actor.tenant(), id);
            RoleRules.checkMayGrant(actor, person.role());
            RoleRules.checkMayCease(person, accounts.all(actor.tenant()));
            AuditNotes.before(Member.of(person));
            sessions.endAll(person);
            accounts.remove(person);
        });
    }

    /** The person, while nobody else changes the people of the tenant. */
    private Account lock(TenantId tenant, String id) {
        tenancy.<Boolean>sql(sql -> {
            Preparation.lock(sql, "members of " + tenant);
            return true;
        });
        return accounts.find(tenant, id).orElseThrow(() -> new Refused(NotFound.of("member", id)));
    }
}
