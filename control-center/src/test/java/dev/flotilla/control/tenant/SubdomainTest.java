package dev.flotilla.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubdomainTest {
    private static final TenantId TENANT = new TenantId("tenant_0123456789abcdef");

    @ParameterizedTest
    @CsvSource({
        "Harbour TV, harbour-tv",
        "'  Été & Søn  ', ete-s-n",
        "Admin, admin-89abcdef",
        "taken, taken-89abcdef",
        "x, x-89abcdef",
        "日本, tenant-89abcdef",
        "xn--80ak6aa92e, xn-80ak6aa92e"
    })
    void isSuggestedFromTheName(String name, String suggested) {
        assertThat(Subdomain.suggested(name, TENANT, "taken"::equals).text()).isEqualTo(suggested);
    }

    @Test
    void isSuggestedShortOfALongName() {
        assertThat(Subdomain.suggested("a b ".repeat(50), TENANT, text -> false).text())
                .hasSizeLessThan(64)
                .matches("[a-z0-9].*[a-z0-9]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ab", "-abc", "abc-", "Abc", "a b c", "a.b.c", "www", "flotilla", "xn--abc", "äbc", "abc\n"})
    void refusesWhatIsNoLabelOrReserved(String text) {
        assertThatThrownBy(() -> new Subdomain(text))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("subdomain");
    }

    @Test
    void takesALabelOfAHostName() {
        assertThat(new Subdomain("harbour-tv-2").text()).isEqualTo("harbour-tv-2");
        assertThatThrownBy(() -> new Subdomain("a".repeat(64))).isInstanceOf(Refused.class);
        assertThat(new Subdomain("a".repeat(63)).text()).hasSize(63);
    }

    @Test
    void isReadFromTheAddressOfTheConsole() {
        assertThat(LookEndpoint.subdomainOf("Acme.console.example.org", "console.example.org"))
                .contains("acme");
        assertThat(LookEndpoint.subdomainOf("console.example.org", "console.example.org"))
                .isEmpty();
        assertThat(LookEndpoint.subdomainOf("acme.evilconsole.example.org", "console.example.org"))
                .isEmpty();
    }
}
