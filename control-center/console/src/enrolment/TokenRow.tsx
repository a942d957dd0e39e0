import { Button } from "../design/Button";
import { Pill } from "../design/Pill";
import { useNow } from "../design/useNow";
import { counted } from "../words/count";
import { dateTime, relative } from "../words/time";
import styles from "./TokenRow.module.css";
import { TOKEN_STATES } from "./tokenState";
import type { BootstrapToken } from "./tokens";

export function TokenRow({ token, onRevoke }: { token: BootstrapToken; onRevoke: () => void }) {
  const now = useNow(30_000);
  const { word, tone } = TOKEN_STATES[token.state];
  const isActive = token.state === "ACTIVE";
  const most = token.uses + token.usesLeft;
  const name = token.description || "Without description";
  return (
    <li className={isActive ? styles.row : `${styles.row} ${styles.spent}`}>
      <div className={styles.name}>
        <strong>{name}</strong>
        <span>{`Joins ${token.cluster.name}${token.expectedAddress ? `, only from ${token.expectedAddress}` : ""}`}</span>
      </div>
      <div className={styles.state}>
        <Pill tone={tone}>{word}</Pill>
      </div>
      <div className={styles.fact}>
        {token.uses === 0 ? "Not used yet" : most === 1 ? "Used" : `${token.uses} of ${counted(most, "use")}`}
      </div>
      <div className={styles.fact} title={dateTime(token.expiresAt)}>
        {isActive ? `Expires ${relative(token.expiresAt, now)}` : `Created ${relative(token.createdAt, now)}`}
        {token.createdBy ? <span>{`by ${token.createdBy}`}</span> : null}
      </div>
      <div className={styles.action}>
        {isActive ? (
          <Button onClick={onRevoke} aria-label={`Revoke ${name}`}>
            Revoke
          </Button>
        ) : null}
      </div>
    </li>
  );
}
