import { Icon } from "../design/Icon";
import { TextField } from "../design/Field";
import { Check } from "../design/Check";
import { DatagramFields } from "./DatagramFields";
import styles from "./EndDetails.module.css";
import type { EndFieldsProps } from "./fields";
import { RistFields } from "./RistFields";
import { RtmpFields } from "./RtmpFields";
import { SrtFields } from "./SrtFields";
import { DETAILS_OF, familyOf } from "./transports";

/** Shown beside the name, always. */
const TOP = ["name", "address", "port"];

/** What has a good default: folded away until wanted, or until something in it is wrong. */
export function EndDetails(props: EndFieldsProps) {
  const { kind, end, path, errors, onChange } = props;
  const family = familyOf(end.transport);
  const isWrong = Object.keys(errors).some(
    (error) => error.startsWith(`${path}.`) && !TOP.includes(error.slice(path.length + 1)),
  );
  return (
    <details className={styles.details} open={isWrong || family === "RTMP" || undefined}>
      <summary>
        <Icon name="chevron" />
        {DETAILS_OF[family]}
        {end.encryption !== "OFF" ? <Icon name="lock" size={14} /> : null}
      </summary>
      <div className={styles.fields}>
        <TextField
          label="Description"
          isOptional
          value={end.description}
          error={errors[`${path}.description`]}
          onChange={(event) => onChange({ ...end, description: event.target.value })}
        />
        {family === "SRT" ? <SrtFields {...props} /> : null}
        {family === "RIST" ? <RistFields {...props} /> : null}
        {family === "RTMP" ? <RtmpFields {...props} /> : null}
        {family === "UDP" || family === "RTP" ? <DatagramFields {...props} /> : null}
        {kind === "output" ? (
          <>
            <TextField
              label="Smoothing"
              isOptional
              inputMode="numeric"
              unit="ms"
              placeholder="1"
              value={end.smoothingMs}
              error={errors[`${path}.smoothingMs`]}
              hint="How long packets may wait to be sent together."
              onChange={(event) => onChange({ ...end, smoothingMs: event.target.value })}
            />
            <Check
              label="Enabled"
              isChecked={end.isEnabled}
              onChange={(isEnabled) => onChange({ ...end, isEnabled })}
            />
          </>
        ) : null}
      </div>
    </details>
  );
}
