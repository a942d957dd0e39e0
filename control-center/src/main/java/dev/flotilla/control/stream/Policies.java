package dev.flotilla.control.stream;

import static java.util.Objects.requireNonNullElse;

import com.google.protobuf.ByteString;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import dev.flotilla.proto.stream.v1.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes playback policies of what the API takes. One that is kept holds the ids of its keys alone, and its webhook's secret sealed
 * and bound to the stream or video; only the record for the edges holds them open.
 */
@ApplicationScoped
public class Policies {
    public static final PlaybackPolicy PUBLIC = PlaybackPolicy.newBuilder()
            .setPublic(PlaybackPolicy.Public.getDefaultInstance())
            .build();

    private static final int MOST_CLAIMS = 16;
    private static final int TIMEOUT_MS = 2000;

    private final Secrets secrets;
    private final SigningKeys keys;
    private final StreamConfig config;

    Policies(Secrets secrets, SigningKeys keys, StreamConfig config) {
        this.secrets = secrets;
        this.keys = keys;
        this.config = config;
    }

    /** Within a transaction of the tenant. */
    public PlaybackPolicy of(TenantId tenant, StreamInput.SetPolicy input, PlaybackPolicy kept) {
        if (input.kind() != PolicyKind.SIGNED_TOKEN && input.signedToken() != null) {
            throw new Refused(InvalidInput.of("signedToken", "is for the kind SIGNED_TOKEN"));
        }
        if (input.kind() != PolicyKind.WEBHOOK && input.webhook() != null) {
            throw new Refused(InvalidInput.of("webhook", "is for the kind WEBHOOK"));
        }
        return switch (input.kind()) {
            case PUBLIC -> PUBLIC;
            case SIGNED_TOKEN -> {
                keys.lock(tenant);
                yield signedToken(needed("signedToken", input.signedToken()), kept.getSignedToken());
            }
            case WEBHOOK -> webhook(input.streamId(), needed("webhook", input.webhook()), kept.getWebhook());
        };
    }

    /** The policy as the edges need it, with the public keys of the tenant that are given. */
    PlaybackPolicy open(String stream, PlaybackPolicy kept, Map<String, ByteString> publicKeys) {
        PlaybackPolicy.Builder policy = kept.toBuilder();
        switch (kept.getPolicyCase()) {
            case SIGNED_TOKEN -> {
                List<String> named = kept.getSignedToken().getKeysList().stream()
                        .map(SigningKey::getKid)
                        .toList();
                var token = policy.getSignedTokenBuilder().clearKeys();
                publicKeys.forEach((kid, key) -> {
                    if (named.isEmpty() || named.contains(kid)) {
                        token.addKeys(SigningKey.newBuilder().setKid(kid).setPublicKey(key));
                    }
                });
            }
            case WEBHOOK -> {
                byte[] sealed = kept.getWebhook().getSecret().toByteArray();
                policy.getWebhookBuilder().setSecret(ByteString.copyFrom(seal().open(sealed, stream)));
            }
            case PUBLIC, POLICY_NOT_SET -> {}
        }
        return policy.build();
    }

    private static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw new Refused(InvalidInput.of(field, "is needed with that kind"));
        }
        return value;
    }

    private PlaybackPolicy signedToken(StreamInput.SignedToken input, PlaybackPolicy.SignedToken kept) {
        var token = PlaybackPolicy.SignedToken.newBuilder()
                .setAudience(Rules.audience("signedToken.audience", requireNonNullElse(input.audience(), "")));
        List<String> ids = requireNonNullElse(input.keyIds(), List.<String>of()).stream()
                .distinct()
                .toList();
        List<String> keptIds =
                kept.getKeysList().stream().map(SigningKey::getKid).toList();
        // One that was revoked since may stay: dropped, it could leave an empty list, which is every key.
        keys.require(
                "signedToken.keyIds",
                ids.stream().filter(id -> !keptIds.contains(id)).toList());
        ids.forEach(id -> token.addKeys(SigningKey.newBuilder().setKid(id)));
        List<StreamInput.Claim> claims = requireNonNullElse(input.requiredClaims(), List.of());
        Rules.check(
                claims.size() <= MOST_CLAIMS, "signedToken.requiredClaims", claims.size(), "must be 16 at the most");
        for (int i = 0; i < claims.size(); i++) {
            StreamInput.Claim claim = claims.get(i);
            String field = "signedToken.requiredClaims[%d]".formatted(i);
            Rules.claim(field, claim.name(), claim.value());
            Rules.check(!token.containsRequiredClaims(claim.name()), field + ".name", claim.name(), "is there already");
            token.putRequiredClaims(claim.name(), claim.value());
        }
        return PlaybackPolicy.newBuilder().setSignedToken(token).build();
    }

    private PlaybackPolicy webhook(String stream, StreamInput.Webhook input, PlaybackPolicy.Webhook kept) {
        int timeoutMs = requireNonNullElse(input.timeoutMs(), TIMEOUT_MS);
        Rules.webhookTimeout("webhook.timeoutMs", timeoutMs);
        var webhook = PlaybackPolicy.Webhook.newBuilder()
                .setUrl(Rules.webhookUrl("webhook.url", input.url(), config.httpWebhooks()))
                .setTimeoutMs(timeoutMs);
        String secret = input.secret();
        if (secret != null) {
            byte[] sealed = seal().close(Rules.webhookSecret("webhook.secret", secret), stream);
            webhook.setSecret(ByteString.copyFrom(sealed));
        } else if (!kept.getSecret().isEmpty()) {
            webhook.setSecret(kept.getSecret());
        } else {
            throw new Refused(InvalidInput.of("webhook.secret", "is needed: the stream has none yet"));
        }
        return PlaybackPolicy.newBuilder().setWebhook(webhook).build();
    }

    private Seal seal() {
        return secrets.seal("playback webhooks");
    }
}
