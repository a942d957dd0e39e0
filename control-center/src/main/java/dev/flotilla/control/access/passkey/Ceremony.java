package dev.flotilla.control.access.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What browsers and authenticators send, read and verified by webauthn4j (WebAuthn 7.1 and 7.2): our address, our challenge, the
 * signature, that a person was there and was recognised, and that the counter grew. Who made the authenticator is not asked.
 */
@ApplicationScoped
class Ceremony {
    private static final Logger LOG = Logger.getLogger(Ceremony.class);
    private static final int LONGEST = 16_384;
    private static final boolean USER_IS_VERIFIED = true;
    private static final boolean USER_IS_PRESENT = true;

    /** The algorithms that we take, the best first. */
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256);

    private static final List<PublicKeyCredentialParameters> KEYS = ALGORITHMS.stream()
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();

    /** Of a passkey, what the next look at it needs. */
    record Kept(String credential, long signCount, boolean isBackupEligible, boolean isBackedUp) {}

    /** What an authenticator has made, before anyone knows whether it is right. */
    record Registration(RegistrationData data, String challenge) {}

    /** A new one. */
    record Made(String credentialId, Kept kept) {}

    /**
     * What an authenticator has signed, before anyone knows whether it is right.
     *
     * @param userHandle whose it says to be; null when it does not say
     */
    record Claim(
            AuthenticationData data,
            String credentialId,
            String challenge,
            @Nullable String userHandle) {}

    private final RelyingParty party;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);

    Ceremony(RelyingParty party) {
        this.party = party;
    }

    /** Empty of what no browser says. */
    Optional<Registration> readRegistration(String json) {
        return read(json, text -> {
            RegistrationData data = manager.parseRegistrationResponseJSON(text);
            return new Registration(data, challengeOf(data.getCollectedClientData()));
        });
    }

    Optional<Made> verify(Registration registration) {
        return verified(() -> {
            RegistrationData data = registration.data();
            manager.verify(
                    data,
                    new RegistrationParameters(
                            server(registration.challenge()), KEYS, USER_IS_VERIFIED, USER_IS_PRESENT));
            AuthenticatorData<?> said =
                    given(data.getAttestationObject(), "attestationObject").getAuthenticatorData();
            AttestedCredentialData credential = given(said.getAttestedCredentialData(), "attestedCredentialData");
            return new Made(
                    base64(credential.getCredentialId()),
                    new Kept(
                            base64(credentials.convert(credential)),
                            said.getSignCount(),
                            said.isFlagBE(),
                            said.isFlagBS()));
        });
    }

    /** Empty of what no browser says. The library's annotations say "an array of nullable bytes" where they mean a nullable array. */
    @SuppressWarnings("NullAway")
    Optional<Claim> readClaim(String json) {
        return read(json, text -> {
            AuthenticationData data = manager.parseAuthenticationResponseJSON(text);
            byte[] handle = data.getUserHandle();
            return new Claim(
                    data,
                    base64(given(data.getCredentialId(), "rawId")),
                    challengeOf(data.getCollectedClientData()),
                    handle == null ? null : new String(handle, StandardCharsets.UTF_8));
        });
    }

    /** What is to be kept from now on; empty when the passkey did not sign that, here and now. */
    Optional<Kept> verify(Claim claim, Kept kept) {
        var record = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                USER_IS_VERIFIED,
                kept.isBackupEligible(),
                kept.isBackedUp(),
                kept.signCount(),
                credentials.convert(Base64.getUrlDecoder().decode(kept.credential())),
                new AuthenticationExtensionsAuthenticatorOutputs<>(),
                null,
                null,
                Set.of());
        return verified(() -> {
            manager.verify(
                    claim.data(),
                    new AuthenticationParameters(
                            server(claim.challenge()), record, null, USER_IS_VERIFIED, USER_IS_PRESENT));
            AuthenticatorData<?> said = given(claim.data().getAuthenticatorData(), "authenticatorData");
            return new Kept(kept.credential(), said.getSignCount(), kept.isBackupEligible(), said.isFlagBS());
        });
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static <T> Optional<T> read(String json, Function<String, T> reading) {
        try {
            return json.length() > LONGEST ? Optional.empty() : Optional.of(reading.apply(json));
        } catch (DataConversionException | IllegalArgumentException e) {
            LOG.debugf("what a browser says of a passkey cannot be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static <T> Optional<T> verified(Supplier<T> verification) {
        try {
            return Optional.of(verification.get());
        } catch (VerificationException | IllegalArgumentException e) {
            LOG.infof("a passkey is refused: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static String challengeOf(@Nullable CollectedClientData data) {
        return base64(given(data, "clientDataJSON").getChallenge().getValue());
    }

    private static <T> T given(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return part;
    }

    private ServerProperty server(String challenge) {
        return new ServerProperty(
                party.origins(),
                party.id(),
                new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)));
    }
}
