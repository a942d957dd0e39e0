import { Facts } from "../design/Facts";
import { Panel } from "../design/Panel";
import { useNow } from "../design/useNow";
import { capitalised, counted } from "../words/count";
import { relative } from "../words/time";
import type { Flow } from "./flows";

/** Where a flow of "any node of a cluster" is, and why. */
export function PlacementPanel({ placement, node }: { placement: NonNullable<Flow["placement"]>; node: string }) {
  const now = useNow(30_000);
  return (
    <Panel title="Place">
      <Facts
        of={[
          ["May run on", `any node of ${placement.cluster.name}`],
          ["Runs on", `${node}, ${relative(placement.placedAt, now)}`],
          ["Because", capitalised(placement.reason)],
          ["Moves when its node is gone for", counted(placement.moveAfterSeconds, "second")],
          ["Placed", counted(placement.epoch, "time")],
        ]}
      />
    </Panel>
  );
}
