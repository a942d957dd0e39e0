import { Check } from "../design/Check";
import { TextField } from "../design/Field";
import { fieldsOf, type EndFieldsProps } from "./fields";

export function RtmpFields(props: EndFieldsProps) {
  const { end, onChange } = props;
  const field = fieldsOf(props);
  const isWaiting = end.transport === "RTMP_LISTENER";
  return (
    <>
      <TextField label="Application" isOptional isCode placeholder="live" {...field("app")} />
      <TextField
        label="Stream key"
        type="password"
        autoComplete="new-password"
        isOptional={isWaiting || end.keyedAs !== null}
        placeholder={end.keyedAs === null ? (isWaiting ? "any" : "") : "as stored"}
        {...field("streamKey")}
        hint="It is stored encrypted and never shown again."
      />
      <Check label="By TLS (RTMPS)" isChecked={end.tls} onChange={(tls) => onChange({ ...end, tls })} />
    </>
  );
}
