package dev.flotilla.edge.cli;

/** What the doctor found out about one thing. */
record Finding(String subject, Verdict verdict, String what, String remedy) {
    enum Verdict {
        FINE,
        /** Not checked, or as it may well be; not a fault. */
        NOTED,
        WRONG
    }

    static Finding fine(String subject, String what) {
        return new Finding(subject, Verdict.FINE, what, "");
    }

    static Finding noted(String subject, String what, String remedy) {
        return new Finding(subject, Verdict.NOTED, what, remedy);
    }

    /** Something is wrong, and the remedy says what to do, with a command where there is one. */
    static Finding wrong(String subject, String what, String remedy) {
        return new Finding(subject, Verdict.WRONG, what, remedy);
    }
}
