import type { EndEditorProps } from "./EndEditor";
import type { EndForm } from "./flowForm";

export type EndFieldsProps = Pick<EndEditorProps, "kind" | "end" | "path" | "errors" | "onChange">;

type Typed = { [Field in keyof EndForm]: EndForm[Field] extends string ? Field : never }[keyof EndForm];

/** What ties a text field to one value of an end. */
export function fieldsOf({ end, path, errors, onChange }: EndFieldsProps) {
  return (field: Typed) => ({
    value: end[field],
    error: errors[`${path}.${field}`],
    onChange: (event: { target: { value: string } }) => onChange({ ...end, [field]: event.target.value }),
  });
}
