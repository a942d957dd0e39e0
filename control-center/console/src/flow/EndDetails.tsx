import { Icon } from "../design/Icon";
import { SelectField, TextField } from "../design/Field";
import type { EndEditorProps } from "./EndEditor";
import styles from "./EndDetails.module.css";
import type { EndForm, Encryption } from "./flowForm";

const ENCRYPTIONS: readonly { value: Encryption; label: string }[] = [
  { value: "OFF", label: "None" },
  { value: "16", label: "AES-128" },
  { value: "24", label: "AES-192" },
  { value: "32", label: "AES-256" },
];
const DETAILS = [
  "description",
  "latencyMs",
  "encryption",
  "passphrase",
  "streamId",
  "interface",
  "ttl",
  "smoothingMs",
] as const;

/** What has a good default: folded away until wanted, or until something in it is wrong. */
export function EndDetails({
  kind,
  end,
  path,
  errors,
  onChange,
}: Pick<EndEditorProps, "kind" | "end" | "path" | "errors" | "onChange">) {
  const set = (field: keyof EndForm) => (event: { target: { value: string } }) =>
    onChange({ ...end, [field]: event.target.value });
  const error = (field: (typeof DETAILS)[number]) => errors[`${path}.${field}`];
  const isSrt = end.transport !== "UDP";
  const isWrong = DETAILS.some((field) => error(field));
  return (
    <details className={styles.details} open={isWrong || undefined}>
      <summary>
        <Icon name="chevron" />
        {isSrt ? "Latency, encryption, stream id" : "Interface and sending"}
        {isSrt && end.encryption !== "OFF" ? <Icon name="lock" size={14} /> : null}
      </summary>
      <div className={styles.fields}>
        <TextField
          label="Description"
          isOptional
          value={end.description}
          error={error("description")}
          onChange={set("description")}
        />
        {isSrt ? (
          <>
            <TextField
              label="Latency"
              isOptional
              inputMode="numeric"
              unit="ms"
              placeholder="120"
              value={end.latencyMs}
              error={error("latencyMs")}
              onChange={set("latencyMs")}
            />
            <SelectField
              label="Encryption"
              value={end.encryption}
              error={error("encryption")}
              onChange={set("encryption")}
            >
              {end.encryptedAs === null ? null : <option value="KEEP">As stored</option>}
              {ENCRYPTIONS.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </SelectField>
            {end.encryption === "OFF" || end.encryption === "KEEP" ? null : (
              <TextField
                label="Passphrase"
                type="password"
                autoComplete="new-password"
                value={end.passphrase}
                error={error("passphrase")}
                hint="10 to 79 characters. It is stored encrypted and never shown again."
                onChange={set("passphrase")}
              />
            )}
            <TextField
              label="Stream id"
              isOptional
              isCode
              value={end.streamId}
              error={error("streamId")}
              onChange={set("streamId")}
            />
          </>
        ) : (
          <TextField
            label="Network interface"
            isOptional
            isCode
            placeholder="eno1"
            value={end.interface}
            error={error("interface")}
            onChange={set("interface")}
          />
        )}
        {kind === "output" && !isSrt ? (
          <TextField
            label="Hops (TTL)"
            isOptional
            inputMode="numeric"
            value={end.ttl}
            error={error("ttl")}
            onChange={set("ttl")}
          />
        ) : null}
        {kind === "output" ? (
          <TextField
            label="Smoothing"
            isOptional
            inputMode="numeric"
            unit="ms"
            placeholder="1"
            value={end.smoothingMs}
            error={error("smoothingMs")}
            hint="How long packets may wait to be sent together."
            onChange={set("smoothingMs")}
          />
        ) : null}
        {kind === "output" ? (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={end.isEnabled}
              onChange={(event) => onChange({ ...end, isEnabled: event.target.checked })}
            />
            Enabled
          </label>
        ) : null}
      </div>
    </details>
  );
}
