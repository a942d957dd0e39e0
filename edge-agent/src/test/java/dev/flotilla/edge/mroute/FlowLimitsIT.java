package dev.flotilla.edge.mroute;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.mroute.flow.FlowRefusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with as many running flows as it may have. */
class FlowLimitsIT {
    @TempDir
    Path folder;

    @Test
    void letNoMoreFlowsRunThanTheyAllow() {
        int most = FlowLimits.DEFAULT.maxFlows();
        try (var node = TestNode.on(folder)) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i <= most; i++) {
                var flow = node.flows.create(TestDocuments.flow("f" + i, 5_000 + i));
                ids.add(flow.flow().id().value());
            }
            ids.subList(0, most).forEach(node.flows::start);
            assertThatThrownBy(() -> node.flows.start(ids.getLast()))
                    .isInstanceOf(FlowRefusal.class)
                    .hasMessage("maximum concurrent flows reached (20)");
            node.flows.stop(ids.getFirst());
            node.flows.start(ids.getLast());
        }
    }
}
