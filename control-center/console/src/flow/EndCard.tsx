import type { ReactNode } from "react";
import { Figure } from "../design/Figure";
import { Icon } from "../design/Icon";
import { Pill } from "../design/Pill";
import { Sparkline } from "../design/Sparkline";
import type { Tone } from "../design/tone";
import { bitrate } from "../words/bitrate";
import { capitalised } from "../words/count";
import styles from "./EndCard.module.css";

type EndCardProps = {
  name: string;
  where: string;
  isEncrypted: boolean;
  state: { word: string; tone: Tone };
  bitrateBps: number;
  series: string;
  /** Why it is as it is, when that needs words. */
  detail: string | null;
  counters: readonly (readonly [label: string, value: string])[];
  children?: ReactNode;
};

/** One source or output as it is now. */
export function EndCard({
  name,
  where,
  isEncrypted,
  state,
  bitrateBps,
  series,
  detail,
  counters,
  children,
}: EndCardProps) {
  return (
    <article className={styles.card} aria-label={name}>
      <header className={styles.header}>
        <div className={styles.name}>
          <h3>
            {name}
            {isEncrypted ? (
              <span className={styles.lock} title="Encrypted">
                <Icon name="lock" size={14} />
                <span className="visually-hidden">, encrypted</span>
              </span>
            ) : null}
          </h3>
          <p>{where}</p>
        </div>
        <Pill tone={state.tone}>{state.word}</Pill>
      </header>
      {detail ? (
        <p className={styles.detail} data-tone={state.tone}>
          {capitalised(detail)}
        </p>
      ) : null}
      <div className={styles.media}>
        <Figure of={bitrate(bitrateBps)} size="l" />
        <Sparkline series={series} />
      </div>
      <dl className={styles.counters}>
        {counters.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </article>
  );
}
