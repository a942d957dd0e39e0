package dev.flotilla.control.access.member;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.access.EmailAddress;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import java.util.List;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** The people of the caller's tenant in the API. */
@GraphQLApi
@Audited
public class MemberApi {
    /** Whom to invite, in which role. */
    @Input("InviteMemberInput")
    public record InviteMember(
            @NonNull String email, @NonNull Role role) {}

    /** To whom a tenant shall belong. */
    @Input("InviteOwnerInput")
    public record InviteOwner(
            @Id @NonNull String tenantId, @NonNull String email) {}

    /** Who becomes what. */
    @Input("ChangeMemberRoleInput")
    public record ChangeMemberRole(
            @Id @NonNull String id, @NonNull Role role) {}

    private final Caller caller;
    private final Members members;
    private final Invitations invitations;

    MemberApi(Caller caller, Members members, Invitations invitations) {
        this.caller = caller;
        this.members = members;
        this.invitations = invitations;
    }

    @Query
    public @NonNull List<@NonNull Member> members() {
        return members.all(caller.tenant());
    }

    @Query
    public @NonNull List<@NonNull Invitation> invitations() {
        return invitations.all(caller.tenant());
    }

    /** Writes to somebody with a link by which they join. */
    @Mutation
    public @NonNull Invitation inviteMember(@NonNull InviteMember input) {
        return invitations.create(caller.actor(), EmailAddress.parse("email", input.email()), input.role());
    }

    /** Writes to whom another tenant shall belong, such as one that the operator has just made. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Invitation inviteOwner(@NonNull InviteOwner input) {
        return invitations.createForOwner(caller.actor(), input.tenantId(), EmailAddress.parse("email", input.email()));
    }

    @Mutation
    public @NonNull Deleted revokeInvitation(@Id @NonNull String id) {
        invitations.revoke(caller.tenant(), id);
        return new Deleted(id);
    }

    @Mutation
    public @NonNull Member changeMemberRole(@NonNull ChangeMemberRole input) {
        return members.changeRole(caller.actor(), input.id(), input.role());
    }

    /** Takes somebody out of the tenant; everybody may take out themselves. */
    @Mutation
    public @NonNull Deleted removeMember(@Id @NonNull String id) {
        members.remove(caller.actor(), id);
        return new Deleted(id);
    }
}
