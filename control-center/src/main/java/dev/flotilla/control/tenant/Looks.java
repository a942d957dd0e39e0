package dev.flotilla.control.tenant;

import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tenants are called and how they look to their own people, as their administrators say. */
@ApplicationScoped
public class Looks {
    private static final int LONGEST_NAME = 60;
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final String GROUND = "#ffffff";

    private final Tenancy tenancy;
    private final Jobs jobs;
    private final TenantRepository rows;
    private final LogoSource source;

    Looks(Tenancy tenancy, Jobs jobs, TenantRepository rows, LogoSource source) {
        this.tenancy = tenancy;
        this.jobs = jobs;
        this.rows = rows;
        this.source = source;
    }

    /** Changes what the tenant is called. */
    public Tenant rename(TenantId tenant, TenantInput.Update input) {
        Optional<String> name = Optional.ofNullable(input.name()).map(Tenants::checkedName);
        Optional<String> subdomain =
                Optional.ofNullable(input.subdomain()).map(text -> new Subdomain(text.strip()).text());
        try {
            return tenancy.call(tenant, () -> {
                rows.step(
                        "name = coalesce(?1, name), subdomain = coalesce(?2, subdomain) where tenantId = ?3",
                        name.orElse(null),
                        subdomain.orElse(null),
                        tenant.value());
                return get(tenant);
            });
        } catch (Duplicate e) {
            throw new Refused(new Conflict("There is a tenant of that name or subdomain already."));
        }
    }

    /** Changes how the tenant looks. Fetches a logo: outside of transactions. */
    public Tenant brand(TenantId tenant, TenantInput.Branding input) {
        String logoUrl = input.logoUrl();
        Optional<Logo> logo =
                Optional.ofNullable(logoUrl).filter(url -> !url.isBlank()).map(source::fetch);
        return tenancy.call(tenant, () -> {
            Tenant.Branding old = get(tenant).branding();
            rows.step(
                    "brandName = ?1, primaryColor = ?2, accentColor = ?3 where tenantId = ?4",
                    name(input.name(), old.name().orElse(null)),
                    color(
                            "primaryColor",
                            input.primaryColor(),
                            old.primaryColor().orElse(null)),
                    color("accentColor", input.accentColor(), old.accentColor().orElse(null)),
                    tenant.value());
            if (logoUrl != null) {
                keep(tenant, logo);
            }
            return get(tenant);
        });
    }

    /** Gives the tenant a logo that somebody brings. */
    public Tenant setLogo(TenantId tenant, TenantInput.UploadedLogo input) {
        Logo logo = Logo.of("content", decoded(input.content()));
        return tenancy.call(tenant, () -> {
            keep(tenant, Optional.of(logo));
            return get(tenant);
        });
    }

    /** The tenant of that subdomain. */
    Optional<Tenant> ofSubdomain(String subdomain) {
        return jobs.call(
                Purpose.LOOK,
                sql -> sql.one(
                        "select * from tenant.tenant where subdomain = ?",
                        row -> TenantEntity.read(row).tenant(),
                        subdomain));
    }

    /** A logo by its hash. */
    Optional<byte[]> logo(String hash) {
        return jobs.call(
                Purpose.LOOK,
                sql -> sql.one("select content from tenant.logo where hash = ? limit 1", row -> row.getBytes(1), hash));
    }

    private void keep(TenantId tenant, Optional<Logo> logo) {
        tenancy.<Integer>sql(sql -> {
            sql.update("delete from tenant.logo where tenant_id = ?", tenant.value());
            return logo.map(present -> sql.update(
                            "insert into tenant.logo (tenant_id, hash, content) values (?, ?, ?)",
                            tenant.value(),
                            present.hash(),
                            present.png()))
                    .orElse(0);
        });
        rows.step("logoUrl = ?1 where tenantId = ?2", logo.map(Logo::address).orElse(null), tenant.value());
    }

    private Tenant get(TenantId tenant) {
        return rows.findByIdOptional(tenant.value())
                .map(TenantEntity::tenant)
                .orElseThrow(() -> new Refused(NotFound.of("tenant", tenant.value())));
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getDecoder().decode(content.strip());
        } catch (IllegalArgumentException e) {
            throw new Refused(InvalidInput.of("content", "must be Base64"));
        }
    }

    private static @Nullable String name(@Nullable String wished, @Nullable String old) {
        if (wished == null || wished.isBlank()) {
            return wished == null ? old : null;
        }
        String stripped = wished.strip();
        if (stripped.length() > LONGEST_NAME || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(InvalidInput.of(
                    "name",
                    wished,
                    "must have at most %d characters, none a control character".formatted(LONGEST_NAME)));
        }
        return stripped;
    }

    private static @Nullable String color(String field, @Nullable String wished, @Nullable String old) {
        if (wished == null || wished.isBlank()) {
            return wished == null ? old : null;
        }
        if (!COLOR.matcher(wished).matches()) {
            throw new Refused(InvalidInput.of(field, wished, "must be a colour such as #0b5fff"));
        }
        double contrast = Contrast.between(wished, GROUND);
        if (contrast < Contrast.ENOUGH) {
            throw new Refused(InvalidInput.of(
                    field,
                    wished,
                    "must be told from white: its contrast is %.1f, and %.0f is needed"
                            .formatted(Math.floor(contrast * 10) / 10, Contrast.ENOUGH)));
        }
        return wished;
    }
}
