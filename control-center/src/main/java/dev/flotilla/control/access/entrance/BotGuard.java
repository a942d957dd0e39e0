package dev.flotilla.control.access.entrance;

import dev.flotilla.control.access.Challenges;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Tells people from robots without asking anybody else: a field that people do not see, the time that a form takes, and some
 * work of the asker's machine on a challenge that counts once. A challenge is sealed, so that none is kept before it is answered.
 */
@ApplicationScoped
public class BotGuard {
    private static final String CONTEXT = "challenge";
    private static final int RANDOM_BYTES = 8;
    private static final int LONGEST_NONCE = 40;

    /** What a form sends along. */
    public record Proof(
            @Nullable String challenge,
            @Nullable String nonce,
            @Nullable String website) {}

    /** What the guard thinks of it. */
    public enum Verdict {
        HUMAN,
        /** Filled what people do not see: it is told nothing else than a human is. */
        ROBOT,
        /** The challenge is too old, too fresh, used, or not worked on. */
        UNPROVEN
    }

    private final Secrets secrets;
    private final Challenges challenges;
    private final GuardConfig config;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();

    BotGuard(Secrets secrets, Challenges challenges, GuardConfig config) {
        this.secrets = secrets;
        this.challenges = challenges;
        this.config = config;
    }

    int workBits() {
        return config.workBits();
    }

    String challenge() {
        byte[] noise = new byte[RANDOM_BYTES];
        random.nextBytes(noise);
        byte[] content = ByteBuffer.allocate(Long.BYTES + RANDOM_BYTES)
                .putLong(clock.millis())
                .put(noise)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal().close(content, CONTEXT));
    }

    /** Spends the challenge of a human. */
    public Verdict judge(Proof proof) {
        if (proof.website() != null && !proof.website().isEmpty()) {
            return Verdict.ROBOT;
        }
        String challenge = proof.challenge();
        String nonce = proof.nonce();
        if (challenge == null || nonce == null || nonce.length() > LONGEST_NONCE || !isInTime(challenge)) {
            return Verdict.UNPROVEN;
        }
        if (leadingZeros(sha256(challenge + ":" + nonce)) < config.workBits()) {
            return Verdict.UNPROVEN;
        }
        return challenges.spend(CONTEXT, challenge, config.longestTime()) ? Verdict.HUMAN : Verdict.UNPROVEN;
    }

    private boolean isInTime(String challenge) {
        try {
            byte[] content = seal().open(Base64.getUrlDecoder().decode(challenge), CONTEXT);
            Duration age = Duration.between(
                    Instant.ofEpochMilli(ByteBuffer.wrap(content).getLong()), clock.instant());
            return age.compareTo(config.shortestTime()) >= 0 && age.compareTo(config.longestTime()) <= 0;
        } catch (IllegalArgumentException | Seal.Broken e) {
            return false;
        }
    }

    /** What to say of a form that is not proven. */
    public static InvalidInput unproven() {
        return InvalidInput.of(
                "nonce", "must solve a challenge of /auth/v1/challenge, some seconds old and not used before");
    }

    static int leadingZeros(byte[] hash) {
        int zeros = 0;
        for (byte next : hash) {
            int unsigned = Byte.toUnsignedInt(next);
            if (unsigned != 0) {
                return zeros + Integer.numberOfLeadingZeros(unsigned) - (Integer.SIZE - Byte.SIZE);
            }
            zeros += Byte.SIZE;
        }
        return zeros;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private Seal seal() {
        return secrets.seal("bot guard");
    }
}
