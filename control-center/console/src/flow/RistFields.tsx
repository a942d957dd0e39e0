import { SelectField, TextField } from "../design/Field";
import { EncryptionFields } from "./EncryptionFields";
import { fieldsOf, type EndFieldsProps } from "./fields";

export function RistFields(props: EndFieldsProps) {
  const field = fieldsOf(props);
  return (
    <>
      <SelectField label="Profile" {...field("ristProfile")}>
        <option value="MAIN">Main: one port</option>
        <option value="SIMPLE">Simple: an even port and the next</option>
      </SelectField>
      <TextField label="Buffer" isOptional inputMode="numeric" unit="ms" placeholder="1000" {...field("latencyMs")} />
      {props.end.ristProfile === "MAIN" || props.end.encryption !== "OFF" ? (
        <EncryptionFields {...props} lengths={["16", "32"]} rule="At most 127 characters." />
      ) : null}
    </>
  );
}
