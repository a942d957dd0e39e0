package dev.flotilla.edge.mroute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.proto.flow.v1.Failover;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlowLimitsTest {
    private static MrouteConfig config(String... keysAndValues) {
        var builder =
                new SmallRyeConfigBuilder().withMapping(MrouteConfig.class).addDefaultInterceptors();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.withDefaultValue(keysAndValues[i], keysAndValues[i + 1]);
        }
        builder.withConverter(Duration.class, 200, new DurationConverter());
        return builder.build().getConfigMapping(MrouteConfig.class);
    }

    @Test
    void areMroutesOwnUnlessSomebodySaysOtherwise() {
        assertThat(config().limits()).isEqualTo(FlowLimits.DEFAULT);
        assertThat(config("flotilla.mroute.max-flows", "7", "flotilla.mroute.health-timeout", "250ms")
                        .limits())
                .isEqualTo(new FlowLimits(7, Duration.ofMillis(250)));
    }

    @Test
    void nameKeyAndValueOfWhatCannotBe() {
        assertThatThrownBy(() -> config("flotilla.mroute.max-flows", "201").limits())
                .hasMessage("flotilla.mroute.max-flows must be 1-200: 201");
        assertThatThrownBy(
                        () -> config("flotilla.mroute.health-timeout", "49ms").limits())
                .hasMessage("flotilla.mroute.health-timeout must be 50ms-60s: 49ms");
    }

    @Test
    void giveTheirSilenceToFlowsThatDoNotSay() {
        var limits = new FlowLimits(1, Duration.ofMillis(300));
        assertThat(failover(limits, "").getSilenceMs()).isEqualTo(300);
        assertThat(failover(limits, ",'health_timeout_ms':80").getSilenceMs()).isEqualTo(80);
        var one = LocalFlow.create(TestDocuments.flow("f", 5_000), Instant.EPOCH);
        assertThat(limits.engineSpec(one)).isEqualTo(one.spec());
    }

    private static Failover failover(FlowLimits limits, String more) {
        var document = TestDocuments.flow("""
                {'name':'f','source':{'name':'a','protocol':'udp','ingest_port':1},
                'sources':[{'name':'b','protocol':'udp','ingest_port':2}],
                'source_failover_config':{'state':'ENABLED','failover_mode':'FAILOVER'%s}}
                """.formatted(more));
        var flow = LocalFlow.create(document, Instant.EPOCH);
        return limits.engineSpec(flow).getRedundancy().getFailover();
    }
}
