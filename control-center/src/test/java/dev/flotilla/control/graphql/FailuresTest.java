package dev.flotilla.control.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQLError;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.MergedField;
import graphql.execution.ResultPath;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void keepsTheSentenceOfARefusal() {
        GraphQLError error = errorOf(new CompletionException(new Refused(InvalidInput.of("first", 0, "must be more"))));
        assertThat(error.getMessage()).isEqualTo("first must be more: '0'");
        assertThat(error.getExtensions())
                .containsEntry("code", "INVALID_INPUT")
                .containsEntry("field", "first")
                .containsEntry("value", "0");
    }

    @Test
    void saysNothingOfWhatHappenedInsideButTheIdUnderWhichTheLogHasIt() {
        GraphQLError error = errorOf(new IllegalStateException("password 'x' of the database"));
        String id = String.valueOf(error.getExtensions().get("failure"));
        assertThat(id).matches("[0-9a-f]{16}");
        assertThat(error.getMessage()).contains(id).doesNotContain("password");
        assertThat(error.toString()).doesNotContain("password");
    }

    private static GraphQLError errorOf(Throwable failure) {
        MergedField field = MergedField.newMergedField(new Field("nodes")).build();
        DataFetchingEnvironment environment = DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
                .mergedField(field)
                .executionStepInfo(ExecutionStepInfo.newExecutionStepInfo()
                        .path(ResultPath.parse("/nodes"))
                        .type(graphql.Scalars.GraphQLString)
                        .build())
                .build();
        var parameters = DataFetcherExceptionHandlerParameters.newExceptionParameters()
                .dataFetchingEnvironment(environment)
                .exception(failure)
                .build();
        return new Failures().handleException(parameters).join().getErrors().getFirst();
    }
}
