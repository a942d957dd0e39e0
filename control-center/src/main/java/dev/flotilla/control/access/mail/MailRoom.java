package dev.flotilla.control.access.mail;

import java.io.IOException;

/** Takes letters to where they go. May wait: called on a thread of its own. */
interface MailRoom {
    /** Takes the letter there, or throws when it did not leave. */
    void deliver(Letter letter) throws IOException;
}
