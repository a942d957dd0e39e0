package dev.flotilla.control.access;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Challenges that come back to us, at whichever replica, once and in time. What one says is sealed in itself, so that nobody fills
 * a table by asking for many; a row comes to be when one is used.
 */
@ApplicationScoped
public class Challenges {
    private static final int RANDOM_BYTES = 16;
    private static final int HEAD_BYTES = Long.BYTES + RANDOM_BYTES;
    private static final int LONGEST = 2_000;
    private static final int MOST_SPENT = 50_000;

    private final Secrets secrets;
    private final Jobs jobs;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    Challenges(Secrets secrets, Jobs jobs) {
        this.secrets = secrets;
        this.jobs = jobs;
    }

    /** A new one, in base64url; it opens for the same purpose only. */
    public String issue(String purpose, String content) {
        byte[] noise = new byte[RANDOM_BYTES];
        random.nextBytes(noise);
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        byte[] all = ByteBuffer.allocate(HEAD_BYTES + text.length)
                .putLong(clock.millis())
                .put(noise)
                .put(text)
                .array();
        return base64(seal().close(all, purpose));
    }

    /** What it was issued with; empty when we did not, or too long ago. It may have been spent. */
    public Optional<String> open(String purpose, String challenge, Duration life) {
        if (challenge.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            ByteBuffer content =
                    ByteBuffer.wrap(seal().open(Base64.getUrlDecoder().decode(challenge), purpose));
            Instant issued = Instant.ofEpochMilli(content.getLong());
            content.position(HEAD_BYTES);
            return issued.plus(life).isBefore(clock.instant())
                    ? Optional.empty()
                    : Optional.of(StandardCharsets.UTF_8.decode(content).toString());
        } catch (IllegalArgumentException | Seal.Broken e) {
            return Optional.empty();
        }
    }

    /**
     * Whether nobody has used it before, at no replica; from now on somebody has. When very many of that purpose were used of late,
     * none is good.
     *
     * @param life for how long it could be used again otherwise
     */
    public boolean spend(String purpose, String challenge, Duration life) {
        Instant now = clock.instant();
        String written = base64(Base64.getUrlDecoder().decode(challenge));
        int spent = jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.update("""
                    insert into access.spent_challenge (challenge_hash, expires_at, purpose)
                    select ?, ?, ? where (select count(*) from access.spent_challenge where purpose = ?) < ?
                    on conflict do nothing\
                    """, new LinkSecret(written).hash(), now.plus(life), purpose, purpose, MOST_SPENT));
        return spent == 1;
    }

    @Scheduled(every = "5m", delayed = "4m", identity = "spent-challenges")
    void forgetExpired() {
        jobs.call(
                Purpose.RETENTION,
                sql -> sql.update("delete from access.spent_challenge where expires_at < ?", clock.instant()));
    }

    /** The one way to write it: the last character of Base64 may differ and mean the same. */
    private static String base64(byte[] challenge) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
    }

    private Seal seal() {
        return secrets.seal("challenges");
    }
}
