import { TextField } from "../design/Field";
import type { usePasswordChange } from "./usePasswordChange";

export function PasswordFields({
  change,
  asksCurrent,
}: {
  change: ReturnType<typeof usePasswordChange>;
  asksCurrent: boolean;
}) {
  const { fields, errors, set } = change;
  return (
    <>
      {asksCurrent || errors.current ? (
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          value={fields.current}
          error={errors.current}
          onChange={set("current")}
        />
      ) : null}
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        value={fields.next}
        error={errors.next}
        hint="At least 12 characters; a few random words do well."
        onChange={set("next")}
      />
      <TextField
        label="New password, once more"
        type="password"
        autoComplete="new-password"
        value={fields.again}
        error={errors.again}
        onChange={set("again")}
      />
    </>
  );
}
