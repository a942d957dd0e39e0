package dev.flotilla.control.tenant;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The name of a tenant in addresses: 3 to 63 lower-case letters, digits and '-', as a label of a host name (RFC 1123). */
record Subdomain(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final int LONGEST_SUGGESTED = 40;

    /** Names that belong to the platform, or that people would take for it. */
    private static final Set<String> RESERVED = Set.of(
            "account",
            "admin",
            "administrator",
            "api",
            "app",
            "assets",
            "auth",
            "billing",
            "blog",
            "cdn",
            "console",
            "control",
            "dashboard",
            "docs",
            "edge",
            "flotilla",
            "foghorn",
            "ftp",
            "graphql",
            "help",
            "home",
            "ingest",
            "internal",
            "live",
            "localhost",
            "login",
            "mail",
            "media",
            "metrics",
            "mx",
            "node",
            "ns1",
            "ns2",
            "platform",
            "play",
            "root",
            "security",
            "sign-in",
            "signin",
            "smtp",
            "static",
            "status",
            "stream",
            "support",
            "system",
            "test",
            "webmail",
            "www");

    Subdomain {
        if (!FORM.matcher(text).matches()) {
            throw new Refused(InvalidInput.of(
                    "subdomain", text, "must have 3 to 63 lower-case letters, digits and '-', '-' not at the ends"));
        }
        if (isReserved(text)) {
            throw new Refused(InvalidInput.of("subdomain", text, "is reserved"));
        }
    }

    /** One that says the tenant's name, and is not taken. */
    static Subdomain suggested(String name, TenantId tenant, Predicate<String> isTaken) {
        String end = tenant.value().substring(tenant.value().length() - 8);
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String words =
                plain.substring(0, Math.min(plain.length(), LONGEST_SUGGESTED)).replaceAll("-$", "");
        if (words.isEmpty()) {
            return new Subdomain("tenant-" + end);
        }
        boolean isFree = FORM.matcher(words).matches() && !isReserved(words) && !isTaken.test(words);
        return new Subdomain(isFree ? words : words + "-" + end);
    }

    /** Punycode of other scripts can look like any name. */
    private static boolean isReserved(String text) {
        return RESERVED.contains(text) || text.startsWith("xn--");
    }
}
