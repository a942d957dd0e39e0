package dev.flotilla.control.stream;

import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import dev.flotilla.proto.stream.v1.SigningKey;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A playback policy as the API shows it: the webhook's secret left out. */
@DefaultNonNull
@Name("PlaybackPolicy")
public record ShownPolicy(PolicyKind kind, Optional<SignedToken> signedToken, Optional<Webhook> webhook) {
    /**
     * A JWT that is signed with ES256.
     *
     * @param keyIds empty for every key of the tenant; may name keys that are revoked, with which nobody can watch
     */
    @DefaultNonNull
    @Name("SignedTokenPolicy")
    public record SignedToken(
            List<@NonNull String> keyIds, Optional<String> audience, List<@NonNull Claim> requiredClaims) {}

    /** A claim that a token must have, with that very value. */
    @DefaultNonNull
    @Name("Claim")
    public record Claim(String name, String value) {}

    /** Who is asked, and how long the answer may take. */
    @DefaultNonNull
    @Name("WebhookPolicy")
    public record Webhook(String url, int timeoutMs) {}

    static PolicyKind kindOf(PlaybackPolicy policy) {
        return switch (policy.getPolicyCase()) {
            case PUBLIC -> PolicyKind.PUBLIC;
            case SIGNED_TOKEN -> PolicyKind.SIGNED_TOKEN;
            case WEBHOOK -> PolicyKind.WEBHOOK;
            case POLICY_NOT_SET -> throw new IllegalStateException("a playback policy without a kind was stored");
        };
    }

    public static ShownPolicy of(PlaybackPolicy policy) {
        PolicyKind kind = kindOf(policy);
        return switch (kind) {
            case PUBLIC -> new ShownPolicy(kind, Optional.empty(), Optional.empty());
            case SIGNED_TOKEN -> new ShownPolicy(kind, Optional.of(shown(policy.getSignedToken())), Optional.empty());
            case WEBHOOK ->
                new ShownPolicy(
                        kind,
                        Optional.empty(),
                        Optional.of(new Webhook(
                                policy.getWebhook().getUrl(),
                                policy.getWebhook().getTimeoutMs())));
        };
    }

    private static SignedToken shown(PlaybackPolicy.SignedToken token) {
        return new SignedToken(
                token.getKeysList().stream().map(SigningKey::getKid).toList(),
                Optional.of(token.getAudience()).filter(audience -> !audience.isEmpty()),
                token.getRequiredClaimsMap().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(claim -> new Claim(claim.getKey(), claim.getValue()))
                        .toList());
    }
}
