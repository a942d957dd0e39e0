package dev.flotilla.control.access.factor;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text as a picture that cameras read (ISO/IEC 18004), drawn here, so that nobody else sees the text. */
final class QrCode {
    private static final int QUIET = 4;

    private QrCode() {}

    /** An SVG document, dark on light in any theme. */
    static String svg(String text) {
        io.nayuki.qrcodegen.QrCode code =
                io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
        int side = code.size + 2 * QUIET;
        String dark = IntStream.range(0, code.size * code.size)
                .filter(i -> code.getModule(i % code.size, i / code.size))
                .mapToObj(i -> "M%d,%dh1v1h-1z".formatted(i % code.size + QUIET, i / code.size + QUIET))
                .collect(Collectors.joining());
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
            <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%2$s" fill="#000"/></svg>\
            """.formatted(side, dark);
    }
}
