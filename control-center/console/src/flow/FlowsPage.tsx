import { useState } from "react";
import { useSearchParams } from "react-router";
import { Button, ButtonLink } from "../design/Button";
import { Empty } from "../design/Empty";
import { Icon } from "../design/Icon";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Loading } from "../design/Skeleton";
import { useMay } from "../session/may";
import { counted } from "../words/count";
import { useFlows } from "./allFlows";
import { BulkBar } from "./BulkBar";
import { FlowItemRow } from "./FlowItemRow";
import styles from "./FlowsPage.module.css";

/** All flows that were made here, and what can be done with many of them at once. */
export function FlowsPage() {
  const [search, setSearch] = useSearchParams();
  const text = search.get("search") ?? "";
  const [pages, setPages] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const flows = useFlows(text, pages);
  const mayMake = useMay("makeFlows");
  const create = (
    <ButtonLink to="/flows/new" look="solid" icon="add">
      Create flow
    </ButtonLink>
  );
  const isEmpty = flows.data?.totalCount === 0 && text === "";
  const shown = flows.data?.items ?? [];
  const picked = shown.filter((flow) => chosen.has(flow.id));
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const id of ids)
      if (isChosen) next.add(id);
      else next.delete(id);
    setChosen(next);
  };
  return (
    <Page
      title="Flows"
      lead="A flow takes a live stream in and sends it on, untouched: on one node, or on whichever node of a cluster is best."
      actions={
        <>
          <ButtonLink to="/flows/templates" icon="copy">
            Templates
          </ButtonLink>
          {mayMake && !isEmpty ? create : null}
        </>
      }
    >
      {flows.data ? (
        <section className={styles.list} aria-label="Flows">
          {isEmpty ? (
            <Empty title="No flows yet" action={mayMake ? create : null}>
              <p>Create one on a node or a cluster. Flows that nodes made themselves are shown on their pages.</p>
            </Empty>
          ) : (
            <>
              <search className={styles.filter}>
                {mayMake ? (
                  <input
                    type="checkbox"
                    className={styles.all}
                    aria-label="Select all that are shown"
                    checked={shown.length > 0 && picked.length === shown.length}
                    onChange={(event) =>
                      choose(
                        shown.map(({ id }) => id),
                        event.target.checked,
                      )
                    }
                  />
                ) : null}
                <label className={styles.text}>
                  <span className="visually-hidden">Search flows</span>
                  <Icon name="search" />
                  <input
                    type="search"
                    placeholder="Search by name"
                    value={text}
                    onChange={(event) => {
                      setPages(1);
                      setSearch(event.target.value ? { search: event.target.value } : {}, { replace: true });
                    }}
                  />
                </label>
                <output className={styles.count}>{counted(flows.data.totalCount, "flow")}</output>
              </search>
              {picked.length > 0 ? <BulkBar flows={picked} onDone={() => setChosen(new Set())} /> : null}
              {shown.length === 0 ? (
                <Empty
                  title="No flow matches"
                  action={<Button onClick={() => setSearch({}, { replace: true })}>Show all flows</Button>}
                >
                  <p>Search looks at names.</p>
                </Empty>
              ) : (
                <ul>
                  {shown.map((flow) => (
                    <FlowItemRow
                      key={flow.id}
                      flow={flow}
                      isChosen={chosen.has(flow.id)}
                      onChoose={mayMake ? (isChosen) => choose([flow.id], isChosen) : undefined}
                    />
                  ))}
                </ul>
              )}
              {shown.length < flows.data.totalCount ? (
                <div className={styles.more}>
                  <Button isBusy={flows.isFetching && flows.isPlaceholderData} onClick={() => setPages(pages + 1)}>
                    Show more
                  </Button>
                </div>
              ) : null}
            </>
          )}
        </section>
      ) : flows.error ? (
        <Notice
          tone="fail"
          title="The flows cannot be shown."
          action={<Button onClick={() => void flows.refetch()}>Try again</Button>}
        >
          {flows.error.message}
        </Notice>
      ) : (
        <Loading what="the flows" rows={5} />
      )}
    </Page>
  );
}
