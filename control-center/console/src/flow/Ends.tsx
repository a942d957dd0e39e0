import { Button } from "../design/Button";
import { Panel } from "../design/Panel";
import type { FlowErrors } from "./checkFlow";
import { EndEditor } from "./EndEditor";
import styles from "./Ends.module.css";
import { emptyEnd, freeName, MOST_OUTPUTS, MOST_SOURCES, type EndForm } from "./flowForm";

type EndsProps = {
  kind: "source" | "output";
  ends: readonly EndForm[];
  errors: FlowErrors;
  onChange: (ends: EndForm[]) => void;
};

/** The sources or the outputs of a flow that is being edited. */
export function Ends({ kind, ends, errors, onChange }: EndsProps) {
  const isSource = kind === "source";
  const isFull = ends.length >= (isSource ? MOST_SOURCES : MOST_OUTPUTS);
  const add = () =>
    onChange([
      ...ends,
      emptyEnd(freeName(isSource ? "Source" : "Output", ends), isSource ? "SRT_LISTENER" : "SRT_CALLER"),
    ]);
  return (
    <Panel
      title={isSource ? (ends.length === 1 ? "Source" : "Sources") : "Outputs"}
      isFlush
      aside={
        isFull ? null : (
          <Button look="quiet" icon="add" onClick={add}>
            {isSource ? "Add a source" : "Add an output"}
          </Button>
        )
      }
    >
      {ends.length === 0 ? (
        <p className={styles.none}>No outputs. The stream is received and goes nowhere until you add one.</p>
      ) : null}
      {ends.map((end, at) => (
        <EndEditor
          key={end.key}
          kind={kind}
          end={end}
          path={`${kind}s[${at}]`}
          errors={errors}
          onChange={(next) => onChange(ends.map((old) => (old === end ? next : old)))}
          onRemove={isSource && ends.length === 1 ? undefined : () => onChange(ends.filter((old) => old !== end))}
        />
      ))}
    </Panel>
  );
}
