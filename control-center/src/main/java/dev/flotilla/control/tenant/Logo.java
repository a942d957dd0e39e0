package dev.flotilla.control.tenant;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A tenant's logo. What people bring is read as a picture and written anew, so that nothing is kept and shown to others but its
 * pixels.
 */
final class Logo {
    /** Of what is brought. */
    static final int MOST_BYTES = 512 * 1024;

    static final String ADDRESS = "/branding/v1/logo?hash=";

    private static final int MOST_PIXELS_A_SIDE = 1024;
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    private final byte[] png;

    private Logo(byte[] png) {
        this.png = png;
    }

    /** Throws {@link Refused} naming the field when it is no such picture. */
    static Logo of(String field, byte[] brought) {
        if (brought.length > MOST_BYTES) {
            throw refused(field, "must have at most %d bytes".formatted(MOST_BYTES));
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(brought))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            if (reader == null || !FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                throw refused(field, "must be a PNG or a JPEG");
            }
            try {
                reader.setInput(in, true, true);
                if (reader.getWidth(0) > MOST_PIXELS_A_SIDE || reader.getHeight(0) > MOST_PIXELS_A_SIDE) {
                    throw refused(field, "must have at most %1$d times %1$d pixels".formatted(MOST_PIXELS_A_SIDE));
                }
                return new Logo(png(reader.read(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof Refused refused) {
                throw refused;
            }
            throw refused(field, "is a picture that cannot be read");
        }
    }

    /** Where it is shown. */
    String address() {
        return ADDRESS + hash();
    }

    /** Not to be changed. */
    byte[] png() {
        return png;
    }

    /** By which it is found. */
    String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(png));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static Refused refused(String field, String rule) {
        return new Refused(InvalidInput.of(field, rule));
    }
}
