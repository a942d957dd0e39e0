package dev.flotilla.control.fleet.enrolment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a machine sends to be let in, as it stands in the JSON document: nothing is checked but its shape. */
record EnrolmentRequest(
        @Nullable String token,
        @Nullable String certificateRequest,
        @Nullable String clock,
        @Nullable String hostname,
        @Nullable String agentVersion,
        @Nullable List<@Nullable String> roles,
        @Nullable Fingerprint fingerprint) {
    /** By what a machine is known again. */
    record Fingerprint(
            @Nullable String machineIdSha256,
            @Nullable List<@Nullable String> macsSha256,
            @Nullable List<@Nullable String> addresses) {}

    private static final ObjectReader READER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(com.fasterxml.jackson.core.JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build()
            .readerFor(EnrolmentRequest.class);

    static EnrolmentRequest parse(byte[] json) {
        try {
            EnrolmentRequest request = READER.readValue(json);
            if (request == null) {
                throw EnrolmentFault.REQUEST_INVALID.because("The body must be a JSON object.");
            }
            return request;
        } catch (UnrecognizedPropertyException e) {
            throw EnrolmentFault.REQUEST_INVALID.because("There is no field '%s'.".formatted(path(e)));
        } catch (JsonMappingException e) {
            throw EnrolmentFault.REQUEST_INVALID.because("The field '%s' has the wrong type.".formatted(path(e)));
        } catch (JacksonException e) {
            throw EnrolmentFault.REQUEST_INVALID.because("The body is not JSON, at line %d, column %d."
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw EnrolmentFault.REQUEST_INVALID.because("The body cannot be read.");
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "enrolment of " + hostname;
    }
}
