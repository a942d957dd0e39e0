package dev.flotilla.control.access.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which account is whose, and in which role. The tests' configuration maps "harbour-admins" and "harbour-crew". */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class SignedOnIT {
    private static final String ISSUER = "https://id.harbour.example";

    @Inject
    SignedOn people;

    @Inject
    Accounts accounts;

    @Inject
    People others;

    @Inject
    Tenants tenants;

    private String subject;
    private String email;
    private TenantId home;

    @BeforeEach
    void somebody() {
        subject = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        email = subject + "@harbour.example";
        home = tenants.all().getFirst().tenantId();
    }

    @Test
    void aNewPersonGetsAnAccountInTheirRole() {
        Account account = people.enter(person(Optional.of(email), "harbour-crew", "harbour-admins"));
        assertThat(account.tenant()).isEqualTo(home);
        assertThat(account.login()).isEqualTo(email);
        assertThat(account.role()).isEqualTo(Role.ADMIN);
        assertThat(people.find(ISSUER, subject)).map(Account::id).contains(account.id());
        assertThat(people.find("https://other.example", subject)).isEmpty();
    }

    @Test
    void theRoleFollowsTheProviderAndTheAccountTheSubject() {
        Account first = people.enter(person(Optional.of(email), "harbour-admins"));
        Account then = people.enter(person(Optional.of("changed-" + email), "harbour-crew"));
        assertThat(then.id()).isEqualTo(first.id());
        assertThat(then.login()).isEqualTo(email);
        assertThat(then.role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void anAccountOfTheSameAddressBecomesThePersons() {
        String login = others.login(home, Role.VIEWER);
        Account account = people.enter(person(Optional.of(login), "harbour-crew"));
        assertThat(accounts.withLogin(login)).map(Account::id).contains(account.id());
        assertThat(account.role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void nobodyTakesAnAccountOfAnotherTenant() {
        String login = others.login(others.tenant(), Role.OWNER);
        assertThatThrownBy(() -> people.enter(person(Optional.of(login), "harbour-admins")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("another organisation");
    }

    @Test
    void whoHasNoRoleOrNoProvedAddressStaysOutside() {
        assertThatThrownBy(() -> people.enter(person(Optional.of(email), "visitors")))
                .hasMessageContaining("no role");
        assertThatThrownBy(() -> people.enter(person(Optional.empty(), "harbour-crew")))
                .hasMessageContaining("does not vouch");
        assertThat(people.find(ISSUER, subject)).isEmpty();
    }

    private Person person(Optional<String> address, String... values) {
        return new Person(ISSUER, subject, address, "Anna", Set.of(values));
    }
}
