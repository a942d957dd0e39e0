import { Button } from "../../design/Button";
import { Panel } from "../../design/Panel";
import { Pill } from "../../design/Pill";
import { useSay } from "../../design/Toasts";
import { useNow } from "../../design/useNow";
import { relative } from "../../words/time";
import styles from "../Account.module.css";
import { changes, useChange, useSessions, type SignedInSession } from "./security";
import { browserOf } from "./userAgent";

const WAYS = {
  PASSWORD: "by password",
  PASSKEY: "by passkey",
  SIGN_ON: "by single sign-on",
  LINK: "by a link",
} as const;

/** Where one is signed in. */
export function SessionsPanel() {
  const sessions = useSessions(true).data;
  const endOthers = useChange(changes.endOthers);
  const say = useSay();
  if (!sessions) return null;
  return (
    <Panel
      title="Where you are signed in"
      isFlush
      aside={
        sessions.length > 1 ? (
          <Button
            isBusy={endOthers.isPending}
            onClick={() => endOthers.mutate(undefined, { onSuccess: () => say("All other sessions have ended.") })}
          >
            End all others
          </Button>
        ) : null
      }
    >
      <ul>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Panel>
  );
}

function SessionRow({ session }: { session: SignedInSession }) {
  const now = useNow(30_000);
  const end = useChange(changes.endSession);
  const name = session.isConsole ? browserOf(session.userAgent) : `Program (${session.userAgent ?? "unnamed"})`;
  const facts = [session.address, WAYS[session.signedInBy], `seen ${relative(session.lastSeenAt, now)}`];
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <strong>{name}</strong>
        <span>{facts.filter(Boolean).join(" · ")}</span>
        {end.error ? <span role="alert">{end.error.message}</span> : null}
      </div>
      {session.isCurrent ? <Pill tone="live">This one</Pill> : <span />}
      <div className={styles.actions}>
        {session.isCurrent ? null : (
          <Button isBusy={end.isPending} aria-label={`End ${name}`} onClick={() => end.mutate(session.id)}>
            End
          </Button>
        )}
      </div>
    </li>
  );
}
