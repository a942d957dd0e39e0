package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import org.jspecify.annotations.Nullable;

/**
 * The documents' way of saying RIST options. Without a word about it the profile is the main one, unencrypted, as with the
 * public mroute.
 */
final class RistWishes {
    static final String SIMPLE = "simple";
    static final String MAIN = "main";

    private static final int MAX_BUFFER_MS = 30_000;

    private RistWishes() {}

    static Transport.RistOptions of(SourceDocument source) {
        String subject = "source " + source.name();
        boolean isMain = isMain(subject, source.ristProfile());
        checkPort(subject, "ingest_port", source.ingestPort(), isMain);
        checkEncryption(subject + " decryption", source.decryption(), isMain);
        return options(subject, isMain, source.maxLatency(), source.minLatency(), source.decryption());
    }

    static Transport.RistOptions of(OutputDocument output) {
        String subject = "output " + output.name();
        boolean isMain = isMain(subject, output.ristProfile());
        checkPort(subject, "port", output.port(), isMain);
        checkEncryption(subject + " encryption", output.encryption(), isMain);
        return options(subject, isMain, output.maxLatency(), output.minLatency(), output.encryption());
    }

    private static boolean isMain(String subject, String profile) {
        return switch (profile) {
            case "", MAIN -> true;
            case SIMPLE -> false;
            default -> throw invalid("%s: invalid rist_profile '%s' (must be simple or main)", subject, profile);
        };
    }

    private static void checkPort(String subject, String key, int port, boolean isMain) {
        if (!isMain && port % 2 != 0) {
            throw invalid("%s: invalid %s %d (must be even with rist_profile simple)", subject, key, port);
        }
    }

    private static void checkEncryption(String subject, @Nullable EncryptionDocument encryption, boolean isMain) {
        if (encryption == null) {
            return;
        }
        if (!isMain) {
            throw invalid("%s: rist_profile simple has no encryption (use main)", subject);
        }
        if (encryption.algorithm().equals("aes192")) {
            throw invalid("%s: algorithm must be aes128 or aes256 for rist", subject);
        }
    }

    private static Transport.RistOptions options(
            String subject, boolean isMain, int maxLatency, int minLatency, @Nullable EncryptionDocument encryption) {
        if (Math.max(maxLatency, minLatency) > MAX_BUFFER_MS) {
            throw invalid("%s: invalid max_latency %d (must be 0-%d ms for rist)", subject, maxLatency, MAX_BUFFER_MS);
        }
        return new Transport.RistOptions(isMain, Wishes.latency(maxLatency, minLatency), Wishes.encryption(encryption));
    }
}
