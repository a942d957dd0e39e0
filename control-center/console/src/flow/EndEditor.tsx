import { IconButton } from "../design/Button";
import { SelectField, TextField } from "../design/Field";
import type { FlowErrors } from "./checkFlow";
import { EndDetails } from "./EndDetails";
import styles from "./EndEditor.module.css";
import type { Transport } from "../api/model";
import { withTransport, type EndForm } from "./flowForm";
import { addressField, MEANING, TRANSPORT_NAMES, TRANSPORTS_OF, type Kind } from "./transports";

export type EndEditorProps = {
  kind: Kind;
  end: EndForm;
  path: string;
  errors: FlowErrors;
  onChange: (end: EndForm) => void;
  onRemove?: (() => void) | undefined;
};

/** One source or output: what it is called, how it meets the network, and the rest folded away. */
export function EndEditor({ kind, end, path, errors, onChange, onRemove }: EndEditorProps) {
  const set = (field: keyof EndForm) => (event: { target: { value: string } }) =>
    onChange({ ...end, [field]: event.target.value });
  const address = addressField(kind, end.transport);
  return (
    <fieldset className={styles.end}>
      <legend className="visually-hidden">{`${kind === "source" ? "Source" : "Output"} ${end.name}`}</legend>
      <div className={styles.top}>
        <SelectField
          label="Transport"
          value={end.transport}
          onChange={(event) => onChange(withTransport(end, event.target.value as Transport))}
        >
          {TRANSPORTS_OF[kind].map((transport) => (
            <option key={transport} value={transport}>
              {TRANSPORT_NAMES[transport]}
            </option>
          ))}
        </SelectField>
        <p className={styles.remark}>{MEANING[kind][end.transport]}</p>
        {onRemove ? <IconButton label={`Remove ${end.name || kind}`} icon="trash" onClick={onRemove} /> : null}
      </div>
      <div className={styles.fields}>
        <TextField label="Name" value={end.name} error={errors[`${path}.name`]} onChange={set("name")} />
        <TextField
          label={address.label}
          isCode
          isOptional={address.isOptional}
          placeholder={address.example}
          value={end.address}
          error={errors[`${path}.address`]}
          onChange={set("address")}
        />
        <TextField
          label="Port"
          isCode
          isOptional={end.transport === "RTMP_CALLER"}
          inputMode="numeric"
          placeholder={end.transport.startsWith("RTMP") ? "1935" : kind === "source" ? "9000" : "9001"}
          value={end.port}
          error={errors[`${path}.port`]}
          onChange={set("port")}
        />
      </div>
      <EndDetails kind={kind} end={end} path={path} errors={errors} onChange={onChange} />
    </fieldset>
  );
}
