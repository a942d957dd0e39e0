import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Declined } from "../api/outcome";
import { ME } from "../api/queries";
import { checkPassword, type NewPassword, type PasswordErrors } from "./password";
import { changePassword } from "./session";

/** A change of password in progress: its fields, what is wrong with them, and the way to finish it. */
export function usePasswordChange(known: string, onDone: () => void) {
  const queries = useQueryClient();
  const [fields, setFields] = useState<NewPassword>({ current: known, next: "", again: "" });
  const [wasTried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => changePassword(fields.current, fields.next),
    onSuccess: (me) => {
      queries.setQueryData(ME, me);
      onDone();
    },
  });
  const errors: PasswordErrors = wasTried ? { ...declined(change.error), ...checkPassword(fields) } : {};
  return {
    fields,
    errors,
    isBusy: change.isPending,
    error: change.error && Object.keys(declined(change.error)).length === 0 ? change.error.message : undefined,
    set: (field: keyof NewPassword) => (event: { target: { value: string } }) => {
      change.reset();
      setFields({ ...fields, [field]: event.target.value });
    },
    submit: () => {
      setTried(true);
      if (Object.keys(checkPassword(fields)).length === 0) change.mutate();
    },
  };
}

function declined(error: Error | null): PasswordErrors {
  if (!(error instanceof Declined)) return {};
  if (error.field === "currentPassword") return { current: error.message };
  if (error.field === "newPassword") return { next: error.message };
  return {};
}
