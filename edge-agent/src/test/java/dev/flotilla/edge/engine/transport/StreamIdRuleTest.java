package dev.flotilla.edge.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamIdRuleTest {
    /** One row: the wanted id, the caller's id, whether a publisher and whether a client of that id is let in. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                | anything                        | true  | true
            ''                | ''                              | true  | true
            studio            | studio                          | true  | true
            studio            | Studio                          | false | false
            studio            | #!::r=studio                    | false | false
            #!::r=studio      | studio                          | false | false
            #!::r=studio      | #!::r=studio                    | true  | true
            #!::r=studio      | #!::m=publish,r=studio          | true  | false
            #!::r=studio      | #!::r=studio,m=request          | false | true
            #!::r=studio      | #!::r=studio,m=bidirectional    | true  | true
            #!::r=studio      | #!::r=studio,m=everything       | false | false
            #!::r=studio      | #!::r=studio,u=joe,s=7,t=stream | true  | true
            #!::r=studio      | #!::r=studio2                   | false | false
            #!::r=studio      | #!::r=other,r=studio            | false | false
            #!::r=studio      | #!::                            | false | false
            #!::u=joe,r=a/b   | #!::r=a/b,u=joe                 | true  | true
            #!::u=joe,r=a/b   | #!::r=a/b                       | false | false
            #!::r=studio,m=publish | #!::r=studio,m=publish     | true  | true
            """)
    void admits(String wanted, String given, boolean isPublisherIn, boolean isClientIn) {
        assertThat(new StreamIdRule(wanted, StreamIdRule.Direction.PUBLISH).admits(given))
                .isEqualTo(isPublisherIn);
        assertThat(new StreamIdRule(wanted, StreamIdRule.Direction.REQUEST).admits(given))
                .isEqualTo(isClientIn);
    }
}
