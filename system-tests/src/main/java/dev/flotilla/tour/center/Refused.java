package dev.flotilla.tour.center;

import java.io.IOException;

/** The control center said no, in words. */
public final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
        super(message);
    }
}
