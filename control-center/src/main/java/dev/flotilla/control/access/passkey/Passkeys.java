package dev.flotilla.control.access.passkey;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.Challenges;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The passkeys of accounts: registered, renamed, removed, and asked to sign. A challenge counts once, at one replica. */
@ApplicationScoped
public class Passkeys {
    /** How long a person may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 60;
    private static final String REGISTRATION = "registration of a passkey";
    private static final String SIGN_IN = "sign-in with a passkey";
    private static final String PROOF = "proof by a passkey";

    private record Found(TenantId tenant, String account) {}

    private final Ceremony ceremony;
    private final RelyingParty party;
    private final Challenges challenges;
    private final Accounts accounts;
    private final Tenancy tenancy;
    private final Jobs jobs;
    private final Clock clock = Clock.systemUTC();

    Passkeys(
            Ceremony ceremony,
            RelyingParty party,
            Challenges challenges,
            Accounts accounts,
            Tenancy tenancy,
            Jobs jobs) {
        this.ceremony = ceremony;
        this.party = party;
        this.challenges = challenges;
        this.accounts = accounts;
        this.tenancy = tenancy;
        this.jobs = jobs;
    }

    /** Under which address the console must be open for passkeys to work. */
    public String address() {
        return party.address();
    }

    /** The account's, the oldest first. */
    public List<Passkey> all(Account account) {
        return tenancy.call(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.list(
                        "select * from access.passkey where account_id = ? order by created_at, id",
                        Passkey::read,
                        account.id().value())));
    }

    /** What the browser asks an authenticator in order to make one (WebAuthn 5.4): discoverable, and recognising its owner. */
    public Map<String, Object> offerRegistration(Account account) {
        return Map.of(
                "challenge", challenges.issue(REGISTRATION, account.id().value()),
                "rp", Map.of("id", party.id(), "name", "Flotilla"),
                "user",
                        Map.of(
                                "id",
                                Ceremony.base64(account.id().value().getBytes(StandardCharsets.UTF_8)),
                                "name",
                                account.login(),
                                "displayName",
                                account.displayName()),
                "pubKeyCredParams",
                        Ceremony.ALGORITHMS.stream()
                                .map(algorithm -> Map.of("type", "public-key", "alg", algorithm.getValue()))
                                .toList(),
                "authenticatorSelection", Map.of("residentKey", "required", "userVerification", "required"),
                "attestation", "none",
                "timeout", PATIENCE.toMillis(),
                "excludeCredentials", descriptorsOf(account));
    }

    /** Keeps a new one; {@link Refused} when it is not what was offered. */
    public Passkey register(Account account, String name, String credential) {
        String given = checkedName(name);
        Ceremony.Made made = ceremony.readRegistration(credential)
                .filter(registration -> isFor(account, REGISTRATION, registration.challenge()))
                .flatMap(registration -> ceremony.verify(registration)
                        .filter(_ -> challenges.spend(REGISTRATION, registration.challenge(), PATIENCE)))
                .orElseThrow(() -> new Refused(InvalidInput.of(
                        "credential", "must answer the latest offer, and its owner must be recognised")));
        String id = "passkey_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        int added = tenancy.call(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        """
                        insert into access.passkey (id, tenant_id, account_id, credential_id, name, credential, sign_count,
                            is_backup_eligible, is_backed_up)
                        select ?, ?, ?, ?, ?, ?, ?, ?, ?
                        where (select count(*) from access.passkey where account_id = ?) < ?
                        on conflict (credential_id) do nothing\
                        """,
                        id,
                        account.tenant().value(),
                        account.id().value(),
                        made.credentialId(),
                        given,
                        made.kept().credential(),
                        made.kept().signCount(),
                        made.kept().isBackupEligible(),
                        made.kept().isBackedUp(),
                        account.id().value(),
                        MOST)));
        if (added == 0) {
            throw new Refused(
                    new Conflict("That passkey is registered already, or you have %d of them.".formatted(MOST)));
        }
        return find(account, id);
    }

    public Passkey rename(Account account, String id, String name) {
        String given = checkedName(name);
        tenancy.run(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "update access.passkey set name = ? where id = ? and account_id = ?",
                        given,
                        id,
                        account.id().value())));
        return find(account, id);
    }

    /** The one of that id; {@link Refused} when the account has none. */
    public Passkey find(Account account, String id) {
        return all(account).stream()
                .filter(passkey -> passkey.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(NotFound.of("passkey", id)));
    }

    public void remove(Account account, String id) {
        tenancy.run(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "delete from access.passkey where id = ? and account_id = ?",
                        id,
                        account.id().value())));
    }

    public void removeAll(Account account) {
        tenancy.run(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "delete from access.passkey where account_id = ?",
                        account.id().value())));
    }

    /** What the browser asks whichever authenticator has a passkey for us (WebAuthn 5.5). */
    public Map<String, Object> offerSignIn() {
        return request(challenges.issue(SIGN_IN, ""), List.of());
    }

    /** Whose passkey signed the offer; empty when none did. */
    public Optional<Account> signIn(String credential) {
        return ceremony.readClaim(credential)
                .filter(claim ->
                        challenges.open(SIGN_IN, claim.challenge(), PATIENCE).isPresent())
                .flatMap(claim -> accountOf(claim)
                        .filter(account -> account.id().value().equals(claim.userHandle()))
                        .filter(account -> isRight(account, SIGN_IN, claim)));
    }

    /** The same for one of an account's own, after its password or before a change of its sign-in. */
    public Map<String, Object> offerProof(Account account) {
        return request(challenges.issue(PROOF, account.id().value()), descriptorsOf(account));
    }

    /** Whether one of the account's passkeys signed the offer. */
    public boolean proves(Account account, String credential) {
        return ceremony.readClaim(credential)
                .filter(claim -> isFor(account, PROOF, claim.challenge()))
                .filter(claim -> isRight(account, PROOF, claim))
                .isPresent();
    }

    private boolean isFor(Account account, String purpose, String challenge) {
        return challenges
                .open(purpose, challenge, PATIENCE)
                .filter(account.id().value()::equals)
                .isPresent();
    }

    private Optional<Account> accountOf(Ceremony.Claim claim) {
        Optional<Found> found = jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.one(
                        "select tenant_id, account_id from access.passkey where credential_id = ?",
                        row -> new Found(new TenantId(row.getString(1)), row.getString(2)),
                        claim.credentialId()));
        return found.flatMap(passkey -> accounts.find(passkey.tenant(), passkey.account()));
    }

    /** Two that come with the same counter go one after another, so that only one of them is right. */
    private boolean isRight(Account account, String purpose, Ceremony.Claim claim) {
        boolean isSigned = tenancy.call(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.one(
                                """
                                select credential, sign_count, is_backup_eligible, is_backed_up from access.passkey
                                where credential_id = ? and account_id = ? for update\
                                """,
                                row -> new Ceremony.Kept(
                                        row.getString("credential"),
                                        row.getLong("sign_count"),
                                        row.getBoolean("is_backup_eligible"),
                                        row.getBoolean("is_backed_up")),
                                claim.credentialId(),
                                account.id().value())
                        .flatMap(kept -> ceremony.verify(claim, kept))
                        .map(kept -> sql.update(
                                """
                                update access.passkey set sign_count = ?, is_backed_up = ?, last_used_at = ?
                                where credential_id = ?\
                                """, kept.signCount(), kept.isBackedUp(), clock.instant(), claim.credentialId()))
                        .isPresent()));
        return isSigned && challenges.spend(purpose, claim.challenge(), PATIENCE);
    }

    private List<Map<String, String>> descriptorsOf(Account account) {
        return tenancy.call(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.list(
                        "select credential_id from access.passkey where account_id = ? order by created_at",
                        row -> Map.of("type", "public-key", "id", row.getString(1)),
                        account.id().value())));
    }

    private Map<String, Object> request(String challenge, List<Map<String, String>> allowed) {
        return Map.of(
                "challenge",
                challenge,
                "rpId",
                party.id(),
                "userVerification",
                "required",
                "timeout",
                PATIENCE.toMillis(),
                "allowCredentials",
                allowed);
    }

    private static String checkedName(String name) {
        String given = name.strip();
        if (given.isEmpty() || given.length() > LONGEST_NAME || given.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(
                    InvalidInput.of("name", given, "must have 1 to " + LONGEST_NAME + " characters of one line"));
        }
        return given;
    }
}
