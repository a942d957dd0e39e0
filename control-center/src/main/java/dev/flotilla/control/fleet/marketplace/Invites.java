package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.access.LinkSecret;
import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Offers of owners to use their clusters. The secret leaves here once, when an invite is made, and is kept as a hash. */
@ApplicationScoped
public class Invites {
    /** The only answer that holds the secret. */
    record Created(LinkSecret secret, Invite invite) {}

    private static final int LONGEST_DAYS = 90;
    private static final int USUAL_DAYS = 7;
    private static final int MOST_OPEN = 1000;

    private final Tenancy tenancy;
    private final InviteStore store;
    private final Clusters clusters;
    private final Subscriptions subscriptions;
    private final Catalogue catalogue;
    private final Clock clock = Clock.systemUTC();

    Invites(Tenancy tenancy, InviteStore store, Clusters clusters, Subscriptions subscriptions, Catalogue catalogue) {
        this.tenancy = tenancy;
        this.store = store;
        this.clusters = clusters;
        this.subscriptions = subscriptions;
        this.catalogue = catalogue;
    }

    Page<Invite> page(TenantId owner, String cluster, int first, Optional<String> after) {
        return store.page(owner, clusters.get(owner, cluster).clusterId(), first, after);
    }

    int count(TenantId owner, String cluster) {
        return store.count(owner, new ClusterId(cluster));
    }

    Page<Invite> page(TenantId invitee, int first, Optional<String> after) {
        return store.page(invitee, first, after);
    }

    int count(TenantId invitee) {
        return store.count(invitee);
    }

    /** That a tenant is named which does not exist is not told: so nobody learns which do. */
    Created create(TenantId owner, InviteInput.Create input, String login) {
        int days = Objects.requireNonNullElse(input.lifeDays(), USUAL_DAYS);
        if (days < 1 || days > LONGEST_DAYS) {
            throw new Refused(InvalidInput.of("lifeDays", days, "must be 1 to " + LONGEST_DAYS));
        }
        String note = Words.check("note", input.note());
        TenantId invitee = invitee(input.inviteeTenantId());
        if (owner.equals(invitee)) {
            throw new Refused(InvalidInput.of("inviteeTenantId", owner, "must be another tenant"));
        }
        LinkSecret secret = LinkSecret.random();
        Instant now = clock.instant();
        return tenancy.call(owner, () -> {
            ClusterId cluster = clusters.get(owner, input.clusterId()).clusterId();
            if (store.countOpen(owner, cluster) >= MOST_OPEN) {
                throw new Refused(new Conflict("A cluster has at most %d open invites.".formatted(MOST_OPEN)));
            }
            var row = new InviteEntity(
                    owner, cluster, invitee, note, secret, login, now, now.plus(Duration.ofDays(days)));
            store.add(row);
            return new Created(secret, row.invite(false, now));
        });
    }

    /** Nobody can accept it any more; who did keeps what it gave. */
    Invite revoke(TenantId owner, String id) {
        return tenancy.call(owner, () -> {
            Invite seen = get(owner, id);
            AuditNotes.before(seen);
            if (seen.state() == Invite.State.ACCEPTED || !store.revoke(id)) {
                throw new Refused(new Conflict("The invite is %s.".formatted(seen.state())));
            }
            return get(owner, id);
        });
    }

    /** Uses the cluster from now on. What was never made, is over, or is for somebody else, is all the same to who asks. */
    Subscription accept(TenantId tenant, InviteInput.Accept input) {
        boolean hasSecret = input.secret() != null;
        if (hasSecret == (input.inviteId() != null)) {
            throw new Refused(InvalidInput.of("secret", "or inviteId must be given, and not both"));
        }
        String hash = hasSecret ? new LinkSecret(String.valueOf(input.secret()).strip()).hash() : "";
        String id = hasSecret ? "" : String.valueOf(input.inviteId());
        return tenancy.call(tenant, () -> {
            InviteStore.Offer offer = store.offer(tenant, hash, id)
                    .orElseThrow(() -> new Refused(
                            hasSecret
                                    ? new NotFound("There is no invite with that secret that you could accept.")
                                    : NotFound.of("invite", id)));
            if (offer.owner().equals(tenant)) {
                throw new Refused(new Conflict("The cluster is your own."));
            }
            Listing listing = catalogue
                    .find(offer.cluster().value())
                    .orElseThrow(() -> new Refused(new Conflict("The cluster is gone.")));
            Subscription subscription = subscriptions.invited(tenant, listing, offer.madeAt());
            try {
                store.use(tenant, offer);
            } catch (Duplicate e) {
                throw new Refused(new Conflict("The invite was accepted already."));
            }
            return subscription;
        });
    }

    private Invite get(TenantId owner, String id) {
        return store.ofOwner(owner, id).orElseThrow(() -> new Refused(NotFound.of("invite", id)));
    }

    private static @Nullable TenantId invitee(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return new TenantId(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw new Refused(InvalidInput.of("inviteeTenantId", text, "must be a tenant's id"));
        }
    }
}
