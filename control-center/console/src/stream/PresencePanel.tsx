import { Link } from "react-router";
import { Facts } from "../design/Facts";
import { Panel } from "../design/Panel";
import { counted } from "../words/count";
import type { Presence } from "./streams";
import { viewersOf } from "./streamWords";

/** The nodes that carry the stream now. */
export function PresencePanel({ presences }: { presences: readonly Presence[] }) {
  return (
    <Panel title="On the nodes" aside={presences.length > 0 ? counted(viewersOf(presences), "viewer") : null}>
      {presences.length === 0 ? (
        <p>No node carries it at the moment.</p>
      ) : (
        <Facts
          of={presences.map(({ node, isSource, viewers }) => [
            isSource ? "Published" : "Fetched",
            <span key={node.id}>
              <Link to={`/fleet/nodes/${node.id}`}>{node.name}</Link>
              {` · ${counted(Number(viewers), "viewer")}`}
            </span>,
          ])}
        />
      )}
    </Panel>
  );
}
