package dev.flotilla.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.event.EventConfig;
import dev.flotilla.control.fleet.enrolment.EnrolmentConfig;
import dev.flotilla.control.fleet.uplink.UplinkConfig;
import dev.flotilla.control.graphql.allowance.AllowanceConfig;
import dev.flotilla.control.object.ObjectConfig;
import dev.flotilla.control.stream.StreamConfig;
import dev.flotilla.control.stream.artifact.ArtifactConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SampleConfigurationTest {
    private static final Pattern SETTING = Pattern.compile("(?m)^#(?=[a-z0-9.-]+=)");

    @Test
    void holdsSettingsThatAreRead() throws IOException {
        LaunchConfig launch = LaunchConfig.of(sample());
        assertThat(launch.data()).isEqualTo(Path.of("/var/lib/flotilla-control"));
        assertThat(launch.database().url()).contains("jdbc:postgresql://db.example.org:5432/flotilla");
        assertThat(launch.secret().masterKey())
                .hasValueSatisfying(key -> assertThat(key).hasSize(64));
    }

    @Test
    void showsTheDefaultsOfEachFeature() throws IOException {
        SmallRyeConfig shown = config(sample());
        SmallRyeConfig defaults = config(Map.of());
        assertThat(shown.getConfigMapping(UplinkConfig.class).healthInterval())
                .isEqualTo(defaults.getConfigMapping(UplinkConfig.class).healthInterval());
        assertThat(shown.getConfigMapping(UplinkConfig.class).reportInterval())
                .isEqualTo(defaults.getConfigMapping(UplinkConfig.class).reportInterval());
        assertThat(shown.getConfigMapping(UplinkConfig.class).silence()).isEqualTo(Duration.ofSeconds(30));
        EventConfig events = shown.getConfigMapping(EventConfig.class);
        EventConfig byDefault = defaults.getConfigMapping(EventConfig.class);
        assertThat(events.retention()).isEqualTo(Duration.ofDays(30)).isEqualTo(byDefault.retention());
        assertThat(events.most()).isEqualTo(byDefault.most());
        assertThat(events.mostOfTenant()).isEqualTo(byDefault.mostOfTenant());
        assertThat(events.nodeRate()).isEqualTo(byDefault.nodeRate());
        assertThat(events.nodeBurst()).isEqualTo(byDefault.nodeBurst());
        StreamConfig streams = shown.getConfigMapping(StreamConfig.class);
        assertThat(streams.mostOfTenant())
                .isEqualTo(defaults.getConfigMapping(StreamConfig.class).mostOfTenant());
        assertThat(streams.httpWebhooks()).isFalse();
        assertThat(streams.mostWatchers())
                .isEqualTo(defaults.getConfigMapping(StreamConfig.class).mostWatchers());
        ArtifactConfig artifacts = shown.getConfigMapping(ArtifactConfig.class);
        ArtifactConfig kept = defaults.getConfigMapping(ArtifactConfig.class);
        assertThat(artifacts.keepDays()).isEqualTo(90).isEqualTo(kept.keepDays());
        assertThat(artifacts.orphansGrace()).isEqualTo(kept.orphansGrace());
        assertThat(artifacts.orderPatience()).isEqualTo(kept.orderPatience());
        assertThat(artifacts.mostOfTenant()).isEqualTo(kept.mostOfTenant());
        assertThat(artifacts.mostOrders()).isEqualTo(kept.mostOrders());
        assertThat(streams.mostRemembered())
                .isEqualTo(defaults.getConfigMapping(StreamConfig.class).mostRemembered());
        assertThat(launchDelay()).isEqualTo(LaunchConfig.of(Map.of()).shutdownDelay());
        assertThat(shown.getConfigMapping(EnrolmentConfig.class).attemptsPerMinute())
                .isEqualTo(defaults.getConfigMapping(EnrolmentConfig.class).attemptsPerMinute());
    }

    @Test
    void showsWhereObjectsLie() throws IOException {
        ObjectConfig shown = config(sample()).getConfigMapping(ObjectConfig.class);
        ObjectConfig byDefault = config(Map.of()).getConfigMapping(ObjectConfig.class);
        assertThat(shown.store()).isEqualTo(ObjectConfig.Kind.FOLDER).isEqualTo(byDefault.store());
        assertThat(shown.folder()).contains(Path.of("/var/lib/flotilla-control/objects"));
        assertThat(shown.address()).contains(URI.create("https://media.example.org"));
        assertThat(shown.keepFree()).isEqualTo(byDefault.keepFree());
        assertThat(shown.mostUploads()).isEqualTo(byDefault.mostUploads());
        assertThat(shown.largest().asLongValue())
                .isEqualTo(20L << 30)
                .isEqualTo(byDefault.largest().asLongValue());
        assertThat(shown.uploadExpiry()).isEqualTo(byDefault.uploadExpiry());
        assertThat(shown.downloadExpiry()).isEqualTo(byDefault.downloadExpiry());
        assertThat(shown.s3().endpoint()).contains(URI.create("https://s3.example.org"));
        assertThat(shown.s3().bucket()).contains("flotilla");
        assertThat(shown.s3().accessKey()).contains("name");
        assertThat(shown.s3().secretKey()).contains("secret");
        assertThat(shown.s3().region()).isEqualTo(byDefault.s3().region());
        assertThat(shown.s3().pathStyle()).isEqualTo(byDefault.s3().pathStyle());
    }

    private static String launchDelay() throws IOException {
        return LaunchConfig.of(sample()).shutdownDelay();
    }

    @Test
    void showsTheDefaultsOfTheApi() throws IOException {
        AllowanceConfig shown = config(sample()).getConfigMapping(AllowanceConfig.class);
        AllowanceConfig byDefault = config(Map.of()).getConfigMapping(AllowanceConfig.class);
        assertThat(shown.tenantRate()).isEqualTo(byDefault.tenantRate());
        assertThat(shown.tenantBurst()).isEqualTo(byDefault.tenantBurst());
        assertThat(shown.addressRate()).isEqualTo(byDefault.addressRate());
        assertThat(shown.addressBurst()).isEqualTo(byDefault.addressBurst());
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "sample", 500))
                .withConverter(Duration.class, 300, new DurationConverter())
                .withMapping(UplinkConfig.class)
                .withMapping(EventConfig.class)
                .withMapping(StreamConfig.class)
                .withConverter(MemorySize.class, 300, new MemorySizeConverter())
                .withMapping(EnrolmentConfig.class)
                .withMapping(ArtifactConfig.class)
                .withMapping(ObjectConfig.class)
                .withMapping(AllowanceConfig.class)
                .withValidateUnknown(false)
                .build();
    }

    private static Map<String, String> sample() throws IOException {
        var properties = new Properties();
        String text = Files.readString(Path.of("application.sample.properties"));
        properties.load(new StringReader(SETTING.matcher(text).replaceAll("")));
        Map<String, String> sample = new HashMap<>();
        properties.forEach((key, value) -> sample.put(key.toString(), value.toString()));
        return sample;
    }
}
