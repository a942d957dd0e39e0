import { Check } from "../design/Check";
import { TextField } from "../design/Field";
import { fieldsOf, type EndFieldsProps } from "./fields";

/** What UDP and RTP have in common, and the repair packets of RTP. */
export function DatagramFields(props: EndFieldsProps) {
  const { kind, end, onChange } = props;
  const field = fieldsOf(props);
  const isRtp = end.transport === "RTP";
  return (
    <>
      <TextField label="Network interface" isOptional isCode placeholder="eno1" {...field("interface")} />
      {kind === "source" ? (
        <>
          <TextField
            label="Only from"
            isOptional
            isCode
            placeholder="any sender"
            {...field("sender")}
            hint="The one sender of a multicast group to hear."
          />
          {isRtp ? (
            <>
              <TextField
                label="Wait for missing packets"
                isOptional
                inputMode="numeric"
                unit="ms"
                {...field("latencyMs")}
              />
              <Check
                label="Repair packets"
                remark="SMPTE 2022-1, on the second and fourth port after this one."
                isChecked={end.repair}
                onChange={(repair) => onChange({ ...end, repair })}
              />
            </>
          ) : null}
        </>
      ) : (
        <>
          <TextField label="Hops (TTL)" isOptional inputMode="numeric" {...field("ttl")} />
          <TextField label="DSCP" isOptional inputMode="numeric" placeholder="0" {...field("dscp")} />
          {isRtp ? (
            <>
              <TextField
                label="Repair: columns"
                isOptional
                inputMode="numeric"
                placeholder="none"
                {...field("fecColumns")}
                hint="SMPTE 2022-1 repair packets, one for each column."
              />
              {end.fecColumns ? (
                <>
                  <TextField label="Repair: rows" inputMode="numeric" placeholder="10" {...field("fecRows")} />
                  <Check
                    label="A repair packet for each row, too"
                    isChecked={end.fecByRow}
                    onChange={(fecByRow) => onChange({ ...end, fecByRow })}
                  />
                </>
              ) : null}
            </>
          ) : null}
        </>
      )}
    </>
  );
}
