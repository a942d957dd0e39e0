package dev.flotilla.control.graphql.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentsTest {
    private final Documents documents = new Documents(2, 10);

    @Test
    void findsWhatTheTenantSentAndNobodyElse() {
        documents.keep("a", "1", "{ me }");
        assertThat(documents.find("a", "1")).contains("{ me }");
        assertThat(documents.find("b", "1")).isEmpty();
    }

    @Test
    void forgetsWhatWasNotUsedForLongest() {
        documents.keep("a", "1", "one");
        documents.keep("a", "2", "two");
        documents.find("a", "1");
        documents.keep("a", "3", "three");
        assertThat(documents.find("a", "1")).isPresent();
        assertThat(documents.find("a", "2")).isEmpty();
    }

    @Test
    void doesNotKeepALongOne() {
        documents.keep("a", "1", "x".repeat(11));
        assertThat(documents.find("a", "1")).isEmpty();
    }

    /** The example of FIPS 180-4. */
    @Test
    void hashesBySha256() {
        assertThat(Documents.hashOf("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
