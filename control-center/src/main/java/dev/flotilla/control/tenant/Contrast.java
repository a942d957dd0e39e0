package dev.flotilla.control.tenant;

/** How well a colour is told from another (WCAG 2.2, relative luminance and contrast ratio). Colours are "#rrggbb". */
final class Contrast {
    /** What parts of an interface need against their ground (WCAG 2.2, 1.4.11). */
    static final double ENOUGH = 3.0;

    private Contrast() {}

    /** From 1, which is none, to 21. */
    static double between(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String color) {
        return 0.2126 * linear(color, 1) + 0.7152 * linear(color, 3) + 0.0722 * linear(color, 5);
    }

    private static double linear(String color, int at) {
        double share = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
