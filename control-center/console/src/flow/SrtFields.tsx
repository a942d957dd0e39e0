import { SelectField, TextField } from "../design/Field";
import { EncryptionFields } from "./EncryptionFields";
import { fieldsOf, type EndFieldsProps } from "./fields";

export function SrtFields(props: EndFieldsProps) {
  const field = fieldsOf(props);
  return (
    <>
      <TextField label="Latency" isOptional inputMode="numeric" unit="ms" placeholder="120" {...field("latencyMs")} />
      <EncryptionFields {...props} lengths={["16", "24", "32"]} rule="10 to 79 characters." />
      <TextField label="Stream id" isOptional isCode {...field("streamId")} />
      <TextField
        label="Latency of the other end"
        isOptional
        inputMode="numeric"
        unit="ms"
        placeholder="as above"
        {...field("peerLatencyMs")}
      />
      <TextField label="Packet filter" isOptional isCode placeholder="fec,cols:10,rows:5" {...field("packetFilter")} />
      <TextField
        label="Highest rate"
        isOptional
        inputMode="numeric"
        unit="B/s"
        placeholder="unbounded"
        {...field("maxBandwidth")}
      />
      {props.end.transport === "SRT_CALLER" ? (
        <>
          <TextField
            label="Further links"
            isOptional
            isCode
            placeholder="second.example.net:9000"
            {...field("links")}
            hint="Other ways to the same listener, bonded into one connection."
          />
          {props.end.links.trim() ? (
            <SelectField label="Links" {...field("bonding")}>
              <option value="BROADCAST">Everything on each</option>
              <option value="BACKUP">Everything on the first that works</option>
            </SelectField>
          ) : null}
        </>
      ) : null}
    </>
  );
}
