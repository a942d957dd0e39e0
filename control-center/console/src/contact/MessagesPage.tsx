import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Loading } from "../design/Skeleton";
import { useNow } from "../design/useNow";
import { dateTime, relative } from "../words/time";
import { useMessages, type Message } from "./messages";
import styles from "./MessagesPage.module.css";

/** What strangers wrote by the contact form, for the platform's operator. */
export function MessagesPage() {
  const messages = useMessages();
  const shown = messages.data?.pages.flatMap((page) => page.edges.map((edge) => edge.node));
  return (
    <Page title="Messages" lead="What people wrote by the contact form. An answer goes to their address.">
      {shown ? (
        shown.length === 0 ? (
          <Empty title="No messages yet">
            <p>Whatever somebody writes at /contact is found here.</p>
          </Empty>
        ) : (
          <Panel title="Newest first" isFlush>
            <ul>
              {shown.map((message) => (
                <MessageRow key={message.id} message={message} />
              ))}
            </ul>
          </Panel>
        )
      ) : messages.error ? (
        <Notice
          tone="fail"
          title="The messages cannot be shown."
          action={<Button onClick={() => void messages.refetch()}>Try again</Button>}
        >
          {messages.error.message}
        </Notice>
      ) : (
        <Loading what="the messages" rows={4} />
      )}
      {messages.hasNextPage ? (
        <Button isBusy={messages.isFetchingNextPage} onClick={() => void messages.fetchNextPage()}>
          Show older messages
        </Button>
      ) : null}
    </Page>
  );
}

function MessageRow({ message: { at, name, email, text } }: { message: Message }) {
  const now = useNow(30_000);
  return (
    <li className={styles.row}>
      <h3>{name}</h3>
      <time dateTime={at} title={dateTime(at)}>
        {relative(at, now)}
      </time>
      <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>
      <p>{text}</p>
    </li>
  );
}
