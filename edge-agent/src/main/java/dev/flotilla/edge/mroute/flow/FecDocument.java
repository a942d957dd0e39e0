package dev.flotilla.edge.mroute.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * The repair packets of an RTP-FEC output (SMPTE ST 2022-1), which mroute does not know.
 *
 * @param columns how many packets lie between those of one column, 1 to 20
 * @param rows how many packets a column has, 4 to 20
 * @param rowFec whether rows have repair packets too; absent means so where there are enough columns for it
 */
@RegisterForReflection
public record FecDocument(
        @JsonInclude(JsonInclude.Include.ALWAYS) int columns,
        @JsonInclude(JsonInclude.Include.ALWAYS) int rows,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean rowFec) {}
