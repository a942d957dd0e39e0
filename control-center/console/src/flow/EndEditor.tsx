import { IconButton } from "../design/Button";
import { Choice } from "../design/Choice";
import { TextField } from "../design/Field";
import type { FlowErrors } from "./checkFlow";
import { EndDetails } from "./EndDetails";
import styles from "./EndEditor.module.css";
import type { EndForm } from "./flowForm";

export type EndEditorProps = {
  kind: "source" | "output";
  end: EndForm;
  path: string;
  errors: FlowErrors;
  onChange: (end: EndForm) => void;
  onRemove?: (() => void) | undefined;
};

const TRANSPORTS = [
  { value: "SRT_LISTENER", label: "SRT listener" },
  { value: "SRT_CALLER", label: "SRT caller" },
  { value: "UDP", label: "UDP" },
] as const;

/** One source or output: what it is called, how it meets the network, and the rest folded away. */
export function EndEditor({ kind, end, path, errors, onChange, onRemove }: EndEditorProps) {
  const set = (field: keyof EndForm) => (event: { target: { value: string } }) =>
    onChange({ ...end, [field]: event.target.value });
  const address = ADDRESS[kind][end.transport];
  return (
    <fieldset className={styles.end}>
      <legend className="visually-hidden">{`${kind === "source" ? "Source" : "Output"} ${end.name}`}</legend>
      <div className={styles.top}>
        <Choice
          label="Transport"
          isLabelHidden
          value={end.transport}
          options={TRANSPORTS}
          onChange={(transport) => onChange({ ...end, transport })}
        />
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
          inputMode="numeric"
          placeholder={kind === "source" ? "9000" : "9001"}
          value={end.port}
          error={errors[`${path}.port`]}
          onChange={set("port")}
        />
      </div>
      <EndDetails kind={kind} end={end} path={path} errors={errors} onChange={onChange} />
    </fieldset>
  );
}

const MEANING = {
  source: {
    SRT_LISTENER: "The node waits; an encoder calls it.",
    SRT_CALLER: "The node calls an encoder or another listener.",
    UDP: "The node receives on a port or from a multicast group.",
  },
  output: {
    SRT_LISTENER: "The node waits; players and receivers call it.",
    SRT_CALLER: "The node calls a receiver and sends to it.",
    UDP: "The node sends to an address or a multicast group.",
  },
} as const;

const LOCAL = { label: "Local address", example: "all addresses", isOptional: true };
const ADDRESS = {
  source: {
    SRT_LISTENER: LOCAL,
    SRT_CALLER: { label: "Host", example: "encoder.example.net", isOptional: false },
    UDP: { label: "Address or group", example: "239.10.0.1", isOptional: true },
  },
  output: {
    SRT_LISTENER: LOCAL,
    SRT_CALLER: { label: "Host", example: "receiver.example.net", isOptional: false },
    UDP: { label: "Destination", example: "239.10.0.1", isOptional: false },
  },
};
