import { Check } from "../design/Check";
import { Choice } from "../design/Choice";
import { SelectField, TextField } from "../design/Field";
import { Panel } from "../design/Panel";
import type { FlowErrors } from "./checkFlow";
import styles from "./PairPanel.module.css";
import type { PairForm } from "./pairForm";

type PairPanelProps = { pair: PairForm; errors: FlowErrors; onChange: (pair: PairForm) => void };
type Typed = { [Field in keyof PairForm]: PairForm[Field] extends boolean ? never : Field }[keyof PairForm];

/** How two sources work together, while a flow is edited. */
export function PairPanel({ pair, errors, onChange }: PairPanelProps) {
  const field = (name: Typed) => ({
    value: pair[name],
    error: errors[`pair.${name}`],
    onChange: (event: { target: { value: string } }) => onChange({ ...pair, [name]: event.target.value }),
  });
  return (
    <Panel title="Two sources">
      <div className={styles.mode}>
        <Choice
          label="How they work together"
          isLabelHidden
          value={pair.mode}
          options={[
            { value: "FAILOVER", label: "Failover" },
            { value: "MERGE", label: "Merge" },
          ]}
          onChange={(mode) => onChange({ ...pair, mode })}
        />
        <p>
          {pair.mode === "FAILOVER"
            ? "The first source feeds the outputs; the second takes over when it fails."
            : "Both carry the same stream; what one loses, the other brings."}
        </p>
      </div>
      <div className={styles.fields}>
        {pair.mode === "MERGE" ? (
          <>
            <TextField
              label="Window"
              isOptional
              inputMode="numeric"
              unit="ms"
              placeholder="200"
              {...field("windowMs")}
              hint="How far one path may be behind the other."
            />
            <SelectField label="Packets are matched by" {...field("match")}>
              <option value="SEQUENCE">Sequence number (RTP, RIST)</option>
              <option value="CONTENT">Content</option>
            </SelectField>
          </>
        ) : (
          <>
            <TextField
              label="Failed after"
              isOptional
              inputMode="numeric"
              unit="ms"
              placeholder="500"
              {...field("silenceMs")}
              hint="Silence of the source in use."
            />
            <SelectField label="Return to the first" {...field("returnPolicy")}>
              <option value="AT_ONCE">At once</option>
              <option value="AFTER_HOLD_OFF">After a while without a break</option>
              <option value="BY_HAND">By hand only</option>
            </SelectField>
            {pair.returnPolicy === "AFTER_HOLD_OFF" ? (
              <TextField label="Without a break for" inputMode="numeric" unit="ms" {...field("holdOffMs")} />
            ) : null}
            <TextField
              label="Required PIDs"
              isOptional
              isCode
              placeholder="256 257"
              {...field("requiredPids")}
              hint="A source without one of them has failed."
            />
            <TextField
              label="Wait for a picture on return"
              isOptional
              inputMode="numeric"
              unit="ms"
              placeholder="1000"
              {...field("spliceWaitMs")}
            />
            <TextField
              label="Wait for a picture on failure"
              isOptional
              inputMode="numeric"
              unit="ms"
              placeholder="30"
              {...field("failureSpliceWaitMs")}
            />
            <Check
              label="Never switch by itself"
              isChecked={pair.byHandOnly}
              onChange={(byHandOnly) => onChange({ ...pair, byHandOnly })}
            />
          </>
        )}
      </div>
    </Panel>
  );
}
