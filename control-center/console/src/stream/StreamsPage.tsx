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
import { CreateStreamDialog } from "./CreateStreamDialog";
import { StreamRow } from "./StreamRow";
import styles from "./StreamsPage.module.css";
import { useStreams } from "./streams";

/** All streams: what is live, who may watch, what is recorded. */
export function StreamsPage() {
  const [search, setSearch] = useSearchParams();
  const text = search.get("search") ?? "";
  const [pages, setPages] = useState(1);
  const streams = useStreams(text, pages);
  const mayMake = useMay("makeStreams");
  const create = (
    <Button look="solid" icon="add" onClick={() => setSearch({ new: "" }, { replace: true })}>
      Create stream
    </Button>
  );
  const isEmpty = streams.data?.totalCount === 0 && text === "";
  return (
    <Page
      title="Streams"
      lead="A stream is published with a secret key, and watched by a playback id at the node that is best for each viewer."
      actions={
        <>
          <ButtonLink to="/streams/signing-keys" icon="key">
            Signing keys
          </ButtonLink>
          {mayMake && !isEmpty ? create : null}
        </>
      }
    >
      {streams.data ? (
        <section className={styles.list} aria-label="Streams">
          {isEmpty ? (
            <Empty title="No streams yet" action={mayMake ? create : null}>
              <p>Create one, and publish to it with OBS, ffmpeg or a hardware encoder.</p>
            </Empty>
          ) : (
            <>
              <search className={styles.filter}>
                <label className={styles.text}>
                  <span className="visually-hidden">Search streams</span>
                  <Icon name="search" />
                  <input
                    type="search"
                    placeholder="Search title or playback id"
                    value={text}
                    onChange={(event) => {
                      setPages(1);
                      setSearch(event.target.value ? { search: event.target.value } : {}, { replace: true });
                    }}
                  />
                </label>
                <output className={styles.count}>{counted(streams.data.totalCount, "stream")}</output>
              </search>
              {streams.data.items.length === 0 ? (
                <Empty
                  title="No stream matches"
                  action={<Button onClick={() => setSearch({}, { replace: true })}>Show all streams</Button>}
                >
                  <p>Search looks at titles and playback ids.</p>
                </Empty>
              ) : (
                <ul>
                  {streams.data.items.map((stream) => (
                    <StreamRow key={stream.id} stream={stream} />
                  ))}
                </ul>
              )}
              {streams.data.items.length < streams.data.totalCount ? (
                <div className={styles.more}>
                  <Button isBusy={streams.isFetching && streams.isPlaceholderData} onClick={() => setPages(pages + 1)}>
                    Show more
                  </Button>
                </div>
              ) : null}
            </>
          )}
        </section>
      ) : streams.error ? (
        <Notice
          tone="fail"
          title="The streams cannot be shown."
          action={<Button onClick={() => void streams.refetch()}>Try again</Button>}
        >
          {streams.error.message}
        </Notice>
      ) : (
        <Loading what="the streams" rows={5} />
      )}
      {search.has("new") ? <CreateStreamDialog onClose={() => setSearch({}, { replace: true })} /> : null}
    </Page>
  );
}
