package dev.flotilla.control.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as they are kept: argon2id (RFC 9106) with 19 MiB and two passes unless configured otherwise (OWASP's figures), in the
 * usual notation {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<key>}. Hashes of before, PBKDF2, still open their accounts.
 */
@ApplicationScoped
public class Passwords {
    /** The memory of a hash where nothing is configured. */
    static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GENERATED_LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
    private static final Pattern SHAPE =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final int memoryKib;
    private final String ofNobody;

    @Inject
    Passwords(AccessConfig config) {
        this(Math.toIntExact(config.passwordMemory().asLongValue() / 1024));
    }

    /** @param memoryKib the memory of one hash in KiB, 8 or more */
    Passwords(int memoryKib) {
        this.memoryKib = memoryKib;
        this.ofNobody = hash(generate());
    }

    /** A new password that people can type: 20 characters, none of which looks like another; 116 bits. */
    static String generate() {
        return RANDOM.ints(GENERATED_LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        memoryKib,
                        PASSES,
                        BASE64.encodeToString(salt),
                        BASE64.encodeToString(key(password, salt, memoryKib, PASSES)));
    }

    /** Stands for the hash of an account that does not exist, so that the time of an answer does not tell. */
    String ofNobody() {
        return ofNobody;
    }

    boolean matches(String password, String hash) {
        if (OldPasswords.made(hash)) {
            return OldPasswords.matches(password, hash);
        }
        Matcher parts = SHAPE.matcher(hash);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a password hash must read '$argon2id$v=19$m=..,t=..,p=1$salt$key'");
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(3));
        byte[] key = key(password, salt, Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        return MessageDigest.isEqual(key, Base64.getDecoder().decode(parts.group(4)));
    }

    /** Whether the hash was made otherwise than hashes are made now. */
    boolean isOutdated(String hash) {
        return !hash.startsWith("$argon2id$v=19$m=%d,t=%d,".formatted(memoryKib, PASSES));
    }

    private static byte[] key(String password, byte[] salt, int memoryKib, int passes) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] key = new byte[KEY_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), key);
        return key;
    }
}
