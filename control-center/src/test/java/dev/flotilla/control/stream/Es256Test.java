package dev.flotilla.control.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.control.graphql.Refused;
import java.security.KeyPair;
import java.security.Signature;
import org.junit.jupiter.api.Test;

class Es256Test {
    @Test
    void readsWhatItWrites() {
        byte[] key = Es256.newPair().getPublic().getEncoded();
        assertThat(Es256.parsePublicPem("publicKey", Es256.publicPem(key))).isEqualTo(key);
    }

    @Test
    void makesKeysThatSign() throws Exception {
        KeyPair pair = Es256.newPair();
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(new byte[] {1, 2, 3});
        assertThat(signature.sign()).hasSize(64);
        assertThat(Es256.privatePem(pair)).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void refusesOtherCurves() {
        String other =
                Es256.publicPem(TestMachine.newKey("secp384r1").getPublic().getEncoded());
        assertThatThrownBy(() -> Es256.parsePublicPem("publicKey", other))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("P-256");
    }

    @Test
    void refusesAPointThatIsNotOnTheCurve() {
        byte[] key = Es256.newPair().getPublic().getEncoded();
        key[key.length - 1] ^= 1;
        assertThatThrownBy(() -> Es256.parsePublicPem("publicKey", Es256.publicPem(key)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusesPrivateKeysAndNonsenseAndNeverSaysThem() {
        for (String text :
                new String[] {"", "s3cret", Es256.privatePem(Es256.newPair()), Es256.publicPem(new byte[9])}) {
            assertThatThrownBy(() -> Es256.parsePublicPem("publicKey", text))
                    .isInstanceOf(Refused.class)
                    .hasMessageStartingWith("publicKey")
                    .hasMessageNotContaining("s3cret");
        }
    }
}
