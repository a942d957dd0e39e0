import { SelectField, TextField } from "../design/Field";
import { fieldsOf, type EndFieldsProps } from "./fields";
import type { Encryption } from "./flowForm";

const KEYS: Record<Encryption, string> = {
  OFF: "None",
  KEEP: "As stored",
  "16": "AES-128",
  "24": "AES-192",
  "32": "AES-256",
};

/** Whether the stream is encrypted, and with what. */
export function EncryptionFields(props: EndFieldsProps & { lengths: readonly Encryption[]; rule: string }) {
  const { end, lengths, rule } = props;
  const field = fieldsOf(props);
  const offered: readonly Encryption[] = [...(end.encryptedAs === null ? [] : (["KEEP"] as const)), "OFF", ...lengths];
  return (
    <>
      <SelectField label="Encryption" {...field("encryption")}>
        {offered.map((value) => (
          <option key={value} value={value}>
            {KEYS[value]}
          </option>
        ))}
      </SelectField>
      {end.encryption === "OFF" || end.encryption === "KEEP" ? null : (
        <TextField
          label="Passphrase"
          type="password"
          autoComplete="new-password"
          {...field("passphrase")}
          hint={`${rule} It is stored encrypted and never shown again.`}
        />
      )}
    </>
  );
}
