package dev.flotilla.control.contact;

import dev.flotilla.control.access.mail.Letter;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The rows of messages, and the letters that tell of them. */
@ApplicationScoped
class ContactMessages {
    private static final Cursor BEGIN = Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), "");

    private final Jobs jobs;
    private final ContactConfig config;
    private final Event<Letter> letters;
    private final Clock clock = Clock.systemUTC();

    ContactMessages(Jobs jobs, ContactConfig config, Event<Letter> letters) {
        this.jobs = jobs;
        this.config = config;
        this.letters = letters;
    }

    /** Keeps one and mails it on. */
    void add(ContactMessage message) {
        int added = jobs.call(
                Purpose.CONTACT,
                sql -> sql.update(
                        """
                        insert into contact.message (id, at, name, email, text)
                        select ?, ?, ?, ?, ? where (select count(*) from contact.message) < ?\
                        """,
                        message.id(),
                        message.at(),
                        message.name(),
                        message.email(),
                        message.text(),
                        config.most()));
        if (added == 0) {
            throw new Refused(new Conflict("Too many messages wait to be read: try again another day."));
        }
        config.to()
                .ifPresent(to -> letters.fire(new Letter(to, "Message of " + message.name(), """
                    %s <%s> wrote:

                    %s
                    """.formatted(
                                message.name(), message.email(), message.text()))));
    }

    /** Newest first. */
    Page<ContactMessage> page(int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(BEGIN);
        return Page.cut(
                jobs.call(
                        Purpose.CONTACT,
                        sql -> sql.list(
                                "select * from contact.message where (at, id) < (?, ?) order by at desc, id desc limit"
                                        + " ?",
                                ContactMessage::read,
                                from.instant(0),
                                from.keys().get(1),
                                size + 1)),
                size);
    }

    @Scheduled(every = "1h", delayed = "7m", identity = "contact-messages")
    void forgetOld() {
        Instant oldest = clock.instant().minus(config.retention());
        jobs.call(Purpose.RETENTION, sql -> sql.update("delete from contact.message where at < ?", oldest));
    }
}
