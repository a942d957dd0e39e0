package dev.flotilla.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.graphql.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LogoTest {
    @Test
    void keepsThePixelsAndNothingElse() throws IOException {
        byte[] clean = picture("png", 20, 10);
        byte[] loaded = Arrays.copyOf(clean, clean.length + 40);
        System.arraycopy("<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII), 0, loaded, clean.length, 25);
        Logo logo = Logo.of("content", loaded);
        assertThat(new String(logo.png(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(logo.png()));
        assertThat(read.getWidth()).isEqualTo(20);
        assertThat(read.getRGB(3, 3)).isEqualTo(0xff3366cc);
        assertThat(logo.address()).matches("/branding/v1/logo\\?hash=[0-9a-f]{64}");
        assertThat(Logo.of("content", picture("jpg", 20, 10)).png()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void refusesWhatIsNoPictureOrTooLarge() throws IOException {
        for (byte[] no : new byte[][] {
            {},
            "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".getBytes(StandardCharsets.US_ASCII),
            picture("gif", 20, 10),
            picture("png", 1025, 1),
            Arrays.copyOf(picture("png", 900, 900), 60),
            new byte[Logo.MOST_BYTES + 1]
        }) {
            assertThatThrownBy(() -> Logo.of("content", no))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("content");
        }
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new java.awt.Color(0x3366cc));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }
}
