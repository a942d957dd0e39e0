package dev.flotilla.control.access.factor;

import io.smallrye.graphql.api.DefaultNonNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.util.encoders.Base32;

/**
 * What an authenticator app needs, shown once. It counts after {@code confirmTotp}.
 *
 * @param secret to be typed, in Base32
 * @param secretUri to be opened on a telephone
 * @param secretPicture to be scanned: the same as a QR code, an SVG document in a data: URI
 */
@DefaultNonNull
public record TotpOffer(String secret, String secretUri, String secretPicture) {
    private static final String ISSUER = "Flotilla";

    static TotpOffer of(String login, byte[] secret) {
        String written = Base32.toBase32String(secret).replace("=", "");
        String uri = "otpauth://totp/%1$s:%2$s?secret=%3$s&issuer=%1$s&algorithm=SHA1&digits=%4$d&period=%5$d"
                .formatted(
                        ISSUER,
                        URLEncoder.encode(login, StandardCharsets.UTF_8).replace("+", "%20"),
                        written,
                        Totp.DIGITS,
                        Totp.STEP_S);
        byte[] picture = QrCode.svg(uri).getBytes(StandardCharsets.UTF_8);
        return new TotpOffer(
                written, uri, "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(picture));
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "TotpOffer";
    }
}
