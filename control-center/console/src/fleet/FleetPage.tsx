import { useSearchParams } from "react-router";
import type { NodeState } from "../api/model";
import { Button, ButtonLink } from "../design/Button";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Loading } from "../design/Skeleton";
import { counted } from "../words/count";
import { filtered } from "./filter";
import { FleetFilter } from "./FleetFilter";
import styles from "./FleetPage.module.css";
import { FleetSummary } from "./FleetSummary";
import { NodeRow } from "./NodeRow";
import { useFleet, type Fleet } from "./nodes";

/** All nodes: what needs attention first, how they are, and what they carry. */
export function FleetPage() {
  const fleet = useFleet();
  const isEmpty = fleet.data?.totalCount === 0;
  return (
    <Page
      title="Fleet"
      actions={
        isEmpty ? null : (
          <ButtonLink to="/tokens?new" look="solid" icon="add">
            Add a node
          </ButtonLink>
        )
      }
    >
      {fleet.data ? (
        <Nodes fleet={fleet.data} />
      ) : fleet.error ? (
        <Notice
          tone="fail"
          title="The fleet cannot be shown."
          action={<Button onClick={() => void fleet.refetch()}>Try again</Button>}
        >
          {fleet.error.message}
        </Notice>
      ) : (
        <Loading what="the fleet" rows={5} />
      )}
    </Page>
  );
}

function Nodes({ fleet }: { fleet: Fleet }) {
  const [search, setSearch] = useSearchParams();
  const filter = {
    text: search.get("search") ?? "",
    clusterId: search.get("cluster") ?? "",
    state: (search.get("state") ?? "") as NodeState | "",
  };
  if (fleet.totalCount === 0) return <NoNodes />;
  const shown = filtered(fleet.nodes, filter);
  return (
    <>
      <FleetSummary nodes={fleet.nodes} />
      {fleet.nodes.length < fleet.totalCount ? (
        <Notice tone="warn">{`Shown are the first ${fleet.nodes.length} of ${counted(fleet.totalCount, "node")}.`}</Notice>
      ) : null}
      <section className={styles.list} aria-label="Nodes">
        <FleetFilter
          nodes={fleet.nodes}
          filter={filter}
          shown={shown.length}
          onChange={(next) => setSearch(parameters(next), { replace: true })}
        />
        {shown.length > 0 ? (
          <>
            <div className={styles.head} aria-hidden="true">
              <span>Node</span>
              <span>State</span>
              <span>Processor</span>
              <span>Memory</span>
              <span>Flows</span>
              <span>Arriving</span>
            </div>
            <ul>
              {shown.map((node) => (
                <NodeRow key={node.id} node={node} />
              ))}
            </ul>
          </>
        ) : (
          <Empty
            title="No node matches"
            action={<Button onClick={() => setSearch({}, { replace: true })}>Show all nodes</Button>}
          >
            <p>Search looks at names, clusters and addresses.</p>
          </Empty>
        )}
      </section>
    </>
  );
}

function NoNodes() {
  return (
    <div className={styles.list}>
      <Empty
        title="Your fleet has no nodes yet"
        action={
          <ButtonLink to="/tokens?new" look="solid" icon="add">
            Create a bootstrap token
          </ButtonLink>
        }
      >
        <p>
          A node is a machine of yours that runs the edge agent and carries your streams. Three steps, and it is here:
        </p>
        <ol className={styles.steps}>
          <li>Create a bootstrap token</li>
          <li>Run one command on the machine</li>
          <li>Watch it appear on this page</li>
        </ol>
      </Empty>
    </div>
  );
}

function parameters({
  text,
  clusterId,
  state,
}: {
  text: string;
  clusterId: string;
  state: string;
}): Record<string, string> {
  return {
    ...(text ? { search: text } : {}),
    ...(clusterId ? { cluster: clusterId } : {}),
    ...(state ? { state } : {}),
  };
}
