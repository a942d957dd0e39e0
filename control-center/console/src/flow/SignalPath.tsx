import { ButtonLink } from "../design/Button";
import { useMay } from "../session/may";
import type { Flow } from "./flows";
import { OutputCard } from "./OutputCard";
import styles from "./SignalPath.module.css";
import { SourceCard } from "./SourceCard";

/** The way of the stream, as it looks: sources on the left, one line, outputs on the right. */
export function SignalPath({ flow }: { flow: Flow }) {
  const mayChange = useMay("makeFlows") && flow.origin === "CENTER";
  const source = (name: string) => flow.status?.sources.find((one) => one.name === name);
  const output = (name: string) => flow.status?.outputs.find((one) => one.name === name);
  const isLive = flow.status?.sources.some((one) => one.isSelected && one.isConnected) ?? false;
  return (
    <div className={styles.path} data-live={isLive}>
      <section aria-label="Sources" className={styles.sources}>
        <h2>{flow.sources.length === 1 ? "Source" : "Sources"}</h2>
        <ul>
          {flow.sources.map((end) => (
            <li key={end.name} data-on={source(end.name)?.isConnected && source(end.name)?.isSelected}>
              <SourceCard flow={flow} source={end} status={source(end.name)} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Outputs" className={styles.outputs}>
        <h2>Outputs</h2>
        {flow.outputs.length === 0 ? (
          <div className={styles.none}>
            <p>The stream goes nowhere yet.</p>
            {mayChange ? (
              <ButtonLink to={`/fleet/flows/${flow.id}/edit`} icon="add">
                Add an output
              </ButtonLink>
            ) : null}
          </div>
        ) : (
          <ul>
            {flow.outputs.map((end) => (
              <li key={end.name} data-on={output(end.name)?.isConnected}>
                <OutputCard flow={flow} output={end} status={output(end.name)} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
