package dev.flotilla.edge.uplink.identity;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the few ASN.1 values of which a certificate request consists, in their one DER encoding (ITU-T X.690). */
final class Der {
    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, parts);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] utf8(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A bit string of whole octets. */
    static byte[] bitString(byte[] octets) {
        return tagged(0x03, new byte[] {0}, octets);
    }

    /** An object identifier, from its dotted form: the first two numbers share one octet, the others are base 128. */
    static byte[] objectIdentifier(String dotted) {
        int[] numbers = Arrays.stream(dotted.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        var content = new ByteArrayOutputStream();
        content.write(40 * numbers[0] + numbers[1]);
        for (int i = 2; i < numbers.length; i++) {
            int number = numbers[i];
            for (int shift = 28; shift > 0; shift -= 7) {
                if (number >> shift != 0) {
                    content.write(0x80 | (number >> shift & 0x7f));
                }
            }
            content.write(number & 0x7f);
        }
        return tagged(0x06, content.toByteArray());
    }

    /** Any other value: its tag octet, its length, and the parts one after the other. */
    static byte[] tagged(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        var value = new ByteArrayOutputStream(length + 6);
        value.write(tag);
        writeLength(value, length);
        for (byte[] part : parts) {
            value.writeBytes(part);
        }
        return value.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        byte[] octets = BigInteger.valueOf(length).toByteArray();
        int from = octets[0] == 0 ? 1 : 0;
        out.write(0x80 | (octets.length - from));
        out.write(octets, from, octets.length - from);
    }
}
