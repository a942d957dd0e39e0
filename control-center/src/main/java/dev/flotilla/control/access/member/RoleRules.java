package dev.flotilla.control.access.member;

import static dev.flotilla.control.access.Role.OPERATOR;
import static dev.flotilla.control.access.Role.OWNER;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Forbidden;
import dev.flotilla.control.graphql.Refused;
import java.util.List;

/** Who may make whom what. Only the highest make the highest, and a tenant is never left without somebody who owns it. */
final class RoleRules {
    private RoleRules() {}

    /** {@link Refused} unless the actor may give that role, or take it from somebody. */
    static void checkMayGrant(Actor actor, Role role) {
        boolean isAllowed = switch (role) {
            case OPERATOR -> actor.role() == OPERATOR;
            case OWNER -> isOwner(actor.role());
            case ADMIN, MEMBER, VIEWER -> true;
        };
        if (!isAllowed) {
            throw new Refused(
                    new Forbidden("Your role %s may neither give nor take the role %s.".formatted(actor.role(), role)));
        }
    }

    /** {@link Refused} unless the actor administers the tenant, or means themselves. */
    static void checkMayRemove(Actor actor, String id) {
        boolean isAdministrator = isOwner(actor.role()) || actor.role() == Role.ADMIN;
        if (!isAdministrator && !actor.user().value().equals(id)) {
            throw new Refused(new Forbidden("Your role %s may remove nobody but yourself.".formatted(actor.role())));
        }
    }

    /** {@link Refused} when the person is the last of the tenant who owns it, or the last who operates the platform. */
    static void checkMayCease(Account person, List<Account> everybody) {
        List<Role> others = everybody.stream()
                .filter(other -> !other.id().equals(person.id()))
                .map(Account::role)
                .toList();
        if (person.role() == OPERATOR && !others.contains(OPERATOR)) {
            throw new Refused(new Conflict("'%s' is the last operator of the platform.".formatted(person.login())));
        }
        if (isOwner(person.role()) && others.stream().noneMatch(RoleRules::isOwner)) {
            throw new Refused(new Conflict(
                    "'%s' is the last owner: make somebody else an owner before.".formatted(person.login())));
        }
    }

    /** The same as an answer. */
    static boolean mayCease(Account person, List<Account> everybody) {
        try {
            checkMayCease(person, everybody);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private static boolean isOwner(Role role) {
        return role == OWNER || role == OPERATOR;
    }
}
