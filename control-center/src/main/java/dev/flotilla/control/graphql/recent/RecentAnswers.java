package dev.flotilla.control.graphql.recent;

import dev.flotilla.control.graphql.allowance.Account;
import dev.flotilla.control.graphql.recent.Answers.Question;
import dev.flotilla.control.graphql.recent.Answers.Recent;
import graphql.ExecutionResult;
import graphql.language.OperationDefinition.Operation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers a query again without running it, when the caller says with {@code Cache-Control: max-age=SECONDS} that an answer of
 * that age will do; the header {@code Age} says how old it is. Without the header, or with {@code no-cache}, every answer is
 * fresh. What the tenant's people changed through this process is never hidden by an older answer.
 */
@ApplicationScoped
public class RecentAnswers {
    /** Once a query named by its hash is known. */
    private static final int AFTER_DOCUMENTS = 2;

    private static final int MOST = 512;
    private static final int LONGEST = 65_536;
    private static final String ASKED = RecentAnswers.class.getName();

    private record Asked(Question question, long atNs, long changes) {}

    private final Answers answers = new Answers(MOST, LONGEST);
    private final CurrentVertxRequest present;

    RecentAnswers(CurrentVertxRequest present) {
        this.present = present;
    }

    void install(@Observes Router router) {
        router.post("/graphql").order(AFTER_DOCUMENTS).handler(this::answerAgain);
    }

    private void answerAgain(RoutingContext request) {
        Optional<Duration> oldest = MaxAge.of(request.request().getHeader("Cache-Control"));
        Optional<Question> question = oldest.flatMap(_ -> questionOf(request));
        if (question.isEmpty()) {
            request.next();
            return;
        }
        long now = System.nanoTime();
        Optional<Recent> recent = answers.find(question.get(), oldest.orElseThrow(), now);
        if (recent.isEmpty()) {
            request.put(ASKED, new Asked(question.get(), now, answers.changes()));
            request.next();
            return;
        }
        request.response()
                .putHeader("Content-Type", "application/json; charset=UTF-8")
                .putHeader("Age", Long.toString(recent.get().age().toSeconds()))
                .end(recent.get().text());
    }

    /** Takes note of what the present request was answered. */
    public void note(Operation operation, ExecutionResult result) {
        RoutingContext request = present.getCurrent();
        if (request == null) {
            return;
        }
        if (operation == Operation.MUTATION) {
            Account.of(request).map(Account::tenant).ifPresent(answers::forget);
        } else if (request.get(ASKED) instanceof Asked asked
                && result.getErrors().isEmpty()) {
            answers.keep(
                    asked.question(), new JsonObject(result.toSpecification()).encode(), asked.atNs(), asked.changes());
        }
    }

    private static Optional<Question> questionOf(RoutingContext request) {
        String body = request.body().asString();
        return body == null
                ? Optional.empty()
                : Account.of(request).map(account -> new Question(account.tenant(), account.asker(), body));
    }
}
