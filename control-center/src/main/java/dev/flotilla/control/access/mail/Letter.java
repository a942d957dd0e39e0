package dev.flotilla.control.access.mail;

/**
 * A letter to one person, plain text. Fired as a CDI event it leaves when the transaction at hand has committed, and not when
 * that is taken back.
 */
public record Letter(String to, String subject, String text) {
    public Letter {
        if (to.chars().anyMatch(Character::isISOControl) || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an address and a subject must be of one line");
        }
    }

    /** Leaves the text out, which holds links that open something. */
    @Override
    public String toString() {
        return "Letter[" + subject + "]";
    }
}
