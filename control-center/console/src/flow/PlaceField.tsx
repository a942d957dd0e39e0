import { SelectField, TextField } from "../design/Field";
import { useClusters, useFleet } from "../fleet/nodes";

/** Where a flow may be: one node, or any of a cluster. */
export type PlaceForm = { place: string; moveAfterSeconds: string };
export type PlaceInput = { nodeId?: string; clusterId?: string; moveAfterSeconds?: number };

export function placeInput({ place, moveAfterSeconds }: PlaceForm): PlaceInput {
  const [kind, id] = place.split(":");
  if (kind === "node") return { nodeId: id ?? "" };
  const seconds = moveAfterSeconds.trim();
  return { clusterId: id ?? "", ...(seconds === "" ? {} : { moveAfterSeconds: Number(seconds) }) };
}

type PlaceFieldProps = {
  form: PlaceForm;
  error?: string | undefined;
  moveError?: string | undefined;
  onChange: (form: PlaceForm) => void;
};

export function PlaceField({ form, error, moveError, onChange }: PlaceFieldProps) {
  const { data: clusters = [] } = useClusters();
  const { data: fleet } = useFleet();
  const nodes = (fleet?.nodes ?? []).filter((node) => node.state !== "REVOKED");
  return (
    <>
      <SelectField
        label="Where it runs"
        value={form.place}
        error={error}
        onChange={(event) => onChange({ ...form, place: event.target.value })}
      >
        <option value="">Choose…</option>
        <optgroup label="Any node of a cluster">
          {clusters.map((cluster) => (
            <option key={cluster.id} value={`cluster:${cluster.id}`}>
              {cluster.name}
            </option>
          ))}
        </optgroup>
        <optgroup label="One node">
          {nodes.map((node) => (
            <option key={node.id} value={`node:${node.id}`}>
              {node.name}
            </option>
          ))}
        </optgroup>
      </SelectField>
      {form.place.startsWith("cluster:") ? (
        <TextField
          label="Moves when its node is gone for"
          isOptional
          inputMode="numeric"
          unit="s"
          placeholder="30"
          value={form.moveAfterSeconds}
          error={moveError}
          onChange={(event) => onChange({ ...form, moveAfterSeconds: event.target.value })}
        />
      ) : null}
    </>
  );
}
