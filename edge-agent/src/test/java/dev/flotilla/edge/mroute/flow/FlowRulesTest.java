package dev.flotilla.edge.mroute.flow;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.mroute.TestDocuments;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowRulesTest {
    private static final String SOURCE = "{'name':'s','protocol':'srt-listener','ingest_port':5000}";

    /** One row: what the source says, and mroute's own sentence about it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'protocol':'udp'}                                                | source name required
            {'name':'s','protocol':'zixi'}                                    | unsupported source protocol: zixi
            {'name':'s','protocol':'rtp'}                                     | source s: invalid ingest_port 0 (must be 1-65535)
            {'name':'s','protocol':'rtp-fec','ingest_port':65532}             | source s: invalid ingest_port 65532 (must be 1-65531 with repair packets, which have ingest_port + 2 and + 4)
            {'name':'s','protocol':'rtp','ingest_port':1,'max_latency':15001} | source s: invalid max_latency 15001 (must be 0-15000 ms for rtp)
            {'name':'s','protocol':'srt-caller'}                              | source s: sender_ip_address required for srt-caller
            {'name':'s','protocol':'srt-caller','sender_ip_address':'a.b'}    | source s: invalid sender_ip_address (must be valid IP)
            {'name':'s','protocol':'srt-caller','sender_ip_address':'1.2.3'}  | source s: invalid sender_ip_address (must be valid IP)
            {'name':'s','protocol':'srt-caller','sender_host':'a_/b'}         | source s: invalid sender_host: contains invalid characters
            {'name':'s','protocol':'srt-caller','sender_ip_address':'1.2.3.4'} | source s: invalid sender_control_port 0 (must be 1-65535)
            {'name':'s','protocol':'srt-caller','sender_ip_address':'::1','sender_control_port':70000} | source s: invalid sender_control_port 70000 (must be 1-65535)
            {'name':'s','protocol':'srt-listener'}                            | source s: invalid ingest_port 0 (must be 1-65535)
            {'name':'s','protocol':'udp','ingest_port':-1}                    | source s: invalid ingest_port -1 (must be 1-65535)
            {'name':'s','protocol':'udp','ingest_port':1,'stream_id':'a b'}   | source s: stream_id must not contain whitespace or special URI characters
            {'name':'s','protocol':'udp','ingest_port':1,'stream_id':'a#b'}   | source s: stream_id must not contain whitespace or special URI characters
            {'name':'s','protocol':'udp','ingest_port':1,'stream_id':'#!::r=a b'} | source s: stream_id must not contain whitespace or special URI characters
            {'name':'s','protocol':'udp','ingest_port':1,'decryption':{}}     | source s decryption: passphrase required
            {'name':'s','protocol':'udp','ingest_port':1,'decryption':{'passphrase':'short'}} | source s decryption: passphrase must be 10-79 characters
            {'name':'s','protocol':'udp','ingest_port':1,'decryption':{'passphrase':'********'}} | source s decryption: passphrase must be 10-79 characters
            {'name':'s','protocol':'udp','ingest_port':1,'decryption':{'passphrase':'0123456789','algorithm':'rot13'}} | source s decryption: algorithm must be aes128, aes192, or aes256
            {'name':'s','protocol':'udp','ingest_port':1,'max_latency':-5}    | source s: invalid max_latency -5 (must be 0-60000 ms)
            {'name':'s','protocol':'udp','ingest_port':1,'peer_latency':-5}   | source s: invalid peer_latency -5 (must be 0-60000 ms)
            {'name':'s','protocol':'srt-listener','ingest_port':1,'packet_filter':'xor'} | source s: invalid packet_filter 'xor' (must be like fec,cols:10,rows:5)
            {'name':'s','protocol':'rist','ingest_port':1,'rist_profile':'best'} | source s: invalid rist_profile 'best' (must be simple or main)
            {'name':'s','protocol':'rist','ingest_port':1,'rist_profile':'simple'} | source s: invalid ingest_port 1 (must be even with rist_profile simple)
            {'name':'s','protocol':'rist','ingest_port':2,'rist_profile':'simple','decryption':{'passphrase':'0123456789'}} | source s decryption: rist_profile simple has no encryption (use main)
            {'name':'s','protocol':'rist','ingest_port':1,'decryption':{'passphrase':'0123456789','algorithm':'aes192'}} | source s decryption: algorithm must be aes128 or aes256 for rist
            {'name':'s','protocol':'rist','ingest_port':1,'max_latency':30001} | source s: invalid max_latency 30001 (must be 0-30000 ms for rist)
            {'name':'s','protocol':'srt-listener','ingest_port':1,'bonding':{'links':['a:1']}} | source s: bonding is for srt-caller only
            {'name':'s','protocol':'srt-caller','sender_host':'a','sender_control_port':1,'bonding':{}} | source s: invalid bonding with 0 links (must be 1-7)
            {'name':'s','protocol':'srt-caller','sender_host':'a','sender_control_port':1,'bonding':{'mode':'both','links':['a:1']}} | source s: invalid bonding mode 'both' (must be broadcast or backup)
            {'name':'s','protocol':'srt-caller','sender_host':'a','sender_control_port':1,'bonding':{'links':['a']}} | source s: invalid bonding link 'a' (must be host:port)
            {'name':'s','protocol':'srt-caller','sender_host':'a','sender_control_port':1,'bonding':{'links':['a:0']}} | source s: invalid bonding link 0 (must be 1-65535)
            {'name':'s','protocol':'rtmp','ingest_port':1,'stream_id':'********'} | source s: invalid stream_id '********' (must be the key itself, not its mask)
            {'name':'s','protocol':'udp','ingest_port':1,'network':{'address':'eth0'}} | source s: invalid network address 'eth0' (must be an IP address)
            {'name':'s','protocol':'udp','ingest_port':1,'network':{'address':'10.0.0.1','sender':'10.0.0.2'}} | source s: network sender 10.0.0.2 needs a multicast group as address
            {'name':'s','protocol':'rtp','ingest_port':1,'network':{'interface':'eth1'}} | source s: network interface eth1 needs a multicast group as address
            {'name':'s','protocol':'udp','ingest_port':1,'network':{'address':'232.1.1.1','interface':'a/b'}} | source s: invalid network interface 'a/b' (must be the name of a network interface)
            {'name':'s','protocol':'udp','ingest_port':1,'network':{'address':'232.1.1.1','interface':'sixteen-letters-'}} | source s: invalid network interface 'sixteen-letters-' (must be the name of a network interface)
            {'name':'s','protocol':'udp','ingest_port':1,'network':{'address':'232.1.1.1','sender':'camera'}} | source s: invalid network sender 'camera' (must be an IP address)
            {'name':'s','protocol':'udp','ingest_port':1,'network':{'address':'232.1.1.1','sender':'::1'}} | source s: invalid network sender ::1 (must be one host's address, of the family of 232.1.1.1)
            {'name':'s','protocol':'udp','ingest_port':1,'network':{'address':'232.1.1.1','sender':'232.1.1.2'}} | source s: invalid network sender 232.1.1.2 (must be one host's address, of the family of 232.1.1.1)
            {'name':'s','protocol':'udp','ingest_port':1,'network':{'ttl':3}} | source s: network ttl and dscp are for outputs only
            {'name':'s','protocol':'srt-listener','ingest_port':1,'network':{'address':'232.1.1.1'}} | source s: invalid network address '232.1.1.1' (must be an address of this node for protocol srt-listener)
            {'name':'s','protocol':'rist','ingest_port':1,'network':{'interface':'lo'}} | source s: of network only address is for protocol rist
            {'name':'s','protocol':'srt-caller','sender_host':'a','sender_control_port':1,'network':{'address':'10.0.0.1'}} | source s: network is not for protocol srt-caller
            {'name':'s','protocol':'udp','ingest_port':1,'max_bitrate':-5}    | source s: invalid max_bitrate -5 (must be 0 or more bytes/s)
            """)
    void refusesTheSource(String source, String sentence) {
        assertRefused("{'name':'f','source':" + source + "}", sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                           | output name required
            {'name':'o','protocol':'carrier-pigeon'}                     | unsupported output protocol: carrier-pigeon
            {'name':'o','protocol':'rist','port':1}                      | output o: destination required for protocol rist
            {'name':'o','protocol':'rist','destination':'a','port':1,'rist_profile':'simple'} | output o: invalid port 1 (must be even with rist_profile simple)
            {'name':'o','protocol':'rtp','destination':'a','port':1,'fec':{'columns':5,'rows':5}} | output o: fec needs protocol rtp-fec
            {'name':'o','protocol':'rtp-fec','destination':'a','port':1,'fec':{'columns':3,'rows':5,'row_fec':true}} | output o: invalid fec columns 3 (must be 1-20, with row_fec 4-20)
            {'name':'o','protocol':'rtp-fec','destination':'a','port':1,'fec':{'columns':5,'rows':3}} | output o: invalid fec rows 3 (must be 4-20)
            {'name':'o','protocol':'rtp-fec','destination':'a','port':1,'fec':{'columns':10,'rows':11}} | output o: invalid fec 10 x 11 (must have at most 100 packets)
            {'name':'o','protocol':'udp'}                                | output o: invalid port 0 (must be 1-65535)
            {'name':'o','protocol':'udp','port':65536}                   | output o: invalid port 65536 (must be 1-65535)
            {'name':'o','protocol':'udp','port':1}                       | output o: destination required for protocol udp
            {'name':'o','protocol':'udp','port':1,'destination':'a b'}   | output o: invalid destination: contains invalid characters
            {'name':'o','protocol':'udp','port':1,'destination':'a:b'}   | output o: invalid destination: contains invalid characters
            {'name':'o','protocol':'udp','port':1,'destination':'1.2.3'} | output o: invalid destination: '1.2.3' is neither a host name nor an IP address
            {'name':'o','protocol':'udp','port':1,'destination':'-a.b'}  | output o: invalid destination: '-a.b' is neither a host name nor an IP address
            {'name':'o','protocol':'srt-listener','port':1,'stream_key':'a/b'} | output o: stream_key must not contain whitespace or special URI characters
            {'name':'o','protocol':'srt-listener','port':1,'encryption':{'passphrase':'x'}} | output o encryption: passphrase must be 10-79 characters
            {'name':'o','protocol':'srt-listener','port':1,'smoothing_latency':1001} | output o: invalid smoothing_latency 1001 (must be 0-1000 ms)
            {'name':'o','protocol':'srt-listener','port':1,'status':'MAYBE'} | output o: invalid status 'MAYBE' (must be ENABLED or DISABLED)
            {'name':'o','protocol':'rtmp','destination':'a','port':1,'stream_key':'********'} | output o: invalid stream_key '********' (must be the key itself, not its mask)
            {'name':'o','protocol':'udp','destination':'a','port':1,'network':{'ttl':256}} | output o: invalid network ttl 256 (must be 0-255)
            {'name':'o','protocol':'rtp','destination':'a','port':1,'network':{'dscp':64}} | output o: invalid network dscp 64 (must be 0-63)
            {'name':'o','protocol':'udp','destination':'a','port':1,'network':{'address':'10.0.0.1'}} | output o: network address and sender are not for protocol udp
            {'name':'o','protocol':'udp','destination':'10.0.0.1','port':1,'network':{'interface':'eth1'}} | output o: network interface eth1 needs a multicast group as destination
            {'name':'o','protocol':'rist','destination':'a','port':1,'network':{'dscp':46}} | output o: network is not for protocol rist
            {'name':'o','protocol':'srt-listener','port':1,'network':{'dscp':46}} | output o: of network only address is for protocol srt-listener
            {'name':'o','protocol':'rtmp','destination':'a','port':1,'stream_key':'a?b'} | output o: stream_key must not contain whitespace or special URI characters
            {'name':'o','protocol':'srt-listener','port':5000}           | output o: port 5000 is already used by source s
            """)
    void refusesTheOutput(String output, String sentence) {
        assertRefused("{'name':'f','source':" + SOURCE + ",'outputs':[" + output + "]}", sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                       | flow name is required
            {'name':'f'}                                             | at least one source is required
            {'name':'f','source':null,'sources':[]}                  | at least one source is required
            {'name':'f','source':<s>,'id':'../../etc/passwd'}          | flow id must be 'flow_' and 16 hexadecimal digits: '../../etc/passwd'
            {'name':'f','source':<s>,'sources':[<s>]}                    | source s already exists
            {'name':'f','sources':[<s>,<s>,<s>]}                           | maximum 2 sources per flow (for failover)
            {'name':'f','source':<s>,'source_failover_config':{'state':'ENABLED','failover_mode':'MERGE'}} | MERGE mode not supported for protocol srt-listener (source s); use RTP, RTP-FEC, or RIST
            {'name':'f','source':<s>,'source_failover_config':{'state':'ENABLED','return_policy':'SOON'}} | source_failover_config: invalid return_policy 'SOON' (must be one of AFTER_HOLD_OFF, AT_ONCE, BY_HAND)
            {'name':'f','source':<s>,'source_failover_config':{'state':'ENABLED','health_timeout_ms':49}} | source_failover_config: invalid health_timeout_ms 49 (must be 50-60000)
            {'name':'f','source':<s>,'source_failover_config':{'state':'ENABLED','hold_off_ms':1000}} | source_failover_config: hold_off_ms 1000 needs return_policy AFTER_HOLD_OFF
            {'name':'f','source':<s>,'source_failover_config':{'state':'ENABLED','required_pids':[256,8191]}} | source_failover_config: invalid required_pids 8191 (must be 0-8190)
            {'name':'f','source':<s>,'source_failover_config':{'state':'ENABLED','merge_match':'LUCK'}} | source_failover_config: invalid merge_match 'LUCK' (must be one of CONTENT, SEQUENCE)
            {'name':'f','source':<s>,'maintenance_window':{'day_of_week':'Monday','start_hour':1,'time_zone':'Mars/Base'}} | maintenance_window: unknown time_zone 'Mars/Base'
            {'name':'f','source':<s>,'sources':[{'name':'t','protocol':'udp','ingest_port':5000}]} | source t: ingest_port 5000 is already used by source s
            {'name':'f','source':<s>,'sources':[{'name':'t','protocol':'rtp-fec','ingest_port':4996}]} | source t: ingest_port + 4 5000 is already used by source s
            {'name':'f','source':<s>,'sources':[{'name':'t','protocol':'rtp','ingest_port':4999}]} | source t: ingest_port + 1 5000 is already used by source s
            {'name':'f','source':<s>,'outputs':[{'name':'o','protocol':'rtp-fec','destination':'a','port':100},{'name':'p','protocol':'rtp','destination':'a','port':102}]} | output p: port 102 is already used by output o
            """)
    void refusesTheFlow(String flow, String sentence) {
        assertRefused(flow.replace("<s>", SOURCE), sentence);
    }

    @Test
    void refusesAFiftyFirstOutput() {
        String outputs = IntStream.rangeClosed(1, 51)
                .mapToObj("{'name':'o%1$d','protocol':'udp','destination':'127.0.0.1','port':%1$d}"::formatted)
                .collect(Collectors.joining(","));
        assertRefused(
                "{'name':'f','source':" + SOURCE + ",'outputs':[" + outputs + "]}", "maximum 50 outputs per flow");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'name':'s','protocol':'udp','ingest_port':1,'stream_id':'#!::r=live/x,m=publish'}
            {'name':'s','protocol':'srt-caller','sender_host':'encoder-7.example.org','sender_control_port':1}
            {'name':'s','protocol':'srt-caller','sender_ip_address':'2001:db8::1','sender_control_port':1}
            {'name':'s','protocol':'udp','ingest_port':65535,'never_heard_of':true,'Max_Latency':500}
            {'name':'s','protocol':'udp','ingest_port':1,'network':{}}
            {'name':'s','protocol':'rtp','ingest_port':1,'network':{'address':'ff3e::1','interface':'eth0.7','sender':'2001:db8::1'}}
            """)
    void takesTheSource(String source) {
        assertThatCode(() -> check("{'name':'f','source':" + source + "}")).doesNotThrowAnyException();
    }

    @Test
    void letsADisabledOutputShareAPort() {
        assertThatCode(() -> check("{'name':'f','source':" + SOURCE
                        + ",'outputs':[{'name':'o','protocol':'srt-listener','port':5000,'status':'DISABLED'}]}"))
                .doesNotThrowAnyException();
    }

    @Test
    void letsTwoSourcesJoinOneGroup() {
        String joined =
                "{'name':'%s','protocol':'udp','ingest_port':%d,'network':{'address':'232.1.1.1','sender':'%s'}}";
        String one = joined.formatted("s", 5000, "10.0.0.1");
        assertThatCode(() -> check("{'name':'f','source':" + one + ",'sources':["
                        + joined.formatted("t", 5000, "10.0.0.2") + "]}"))
                .doesNotThrowAnyException();
        assertRefused(
                "{'name':'f','source':" + one + ",'sources':[{'name':'t','protocol':'udp','ingest_port':5000}]}",
                "source t: ingest_port 5000 is already used by source s");
    }

    private static void assertRefused(String flow, String sentence) {
        assertThatThrownBy(() -> check(flow)).isInstanceOf(FlowRefusal.class).hasMessage(sentence);
    }

    private static void check(String flow) {
        LocalFlow local = LocalFlow.create(TestDocuments.flow(flow), Instant.EPOCH);
        local.checkPorts(List.of(local));
    }
}
