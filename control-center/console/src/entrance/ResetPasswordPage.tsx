import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../design/Field";
import { EntranceForm, EntranceWord } from "./EntranceForm";
import { secretInAddress, step } from "./requests";

const SHORTEST = 12;

/** Where the link of a letter leads: a new password. */
export function ResetPasswordPage() {
  const [secret] = useState(secretInAddress);
  const [password, setPassword] = useState("");
  const [wasTried, setTried] = useState(false);
  const reset = useMutation({ mutationFn: () => step("password/reset", { secret, password }) });
  if (reset.isSuccess)
    return (
      <EntranceWord
        title="Your password is changed"
        lead="All of your sessions have ended. Sign in with the new one."
      />
    );
  return (
    <EntranceForm
      title="Choose a new password"
      lead="It takes the place of the one that you have lost."
      action="Change password"
      isBusy={reset.isPending}
      error={reset.error?.message}
      onSubmit={() => {
        setTried(true);
        if (password.length >= SHORTEST) reset.mutate();
      }}
    >
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        autoFocus
        value={password}
        error={wasTried && password.length < SHORTEST ? `Use at least ${SHORTEST} characters.` : undefined}
        hint="At least 12 characters; a few random words do well."
        onChange={(event) => setPassword(event.target.value)}
      />
    </EntranceForm>
  );
}
