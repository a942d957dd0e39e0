import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../design/Field";
import { EntranceForm, EntranceWord } from "./EntranceForm";
import { Honeypot } from "./Honeypot";
import { provenStep } from "./requests";

/** Asks for a letter with a link. It says the same whether there is an account or not. */
export function ForgotPasswordPage() {
  const [login, setLogin] = useState("");
  const [website, setWebsite] = useState("");
  const [wasTried, setTried] = useState(false);
  const ask = useMutation({ mutationFn: () => provenStep("password/forgot", { login: login.trim() }, website) });
  if (ask.isSuccess)
    return (
      <EntranceWord
        title="Look into your mail"
        lead="If there is an account with that address, a letter with a link is on its way. The link is good for an hour."
      />
    );
  return (
    <EntranceForm
      title="Lost your password?"
      lead="A letter with a link brings you back in."
      action="Send the letter"
      isBusy={ask.isPending}
      error={ask.error?.message}
      onSubmit={() => {
        setTried(true);
        if (login.trim() !== "") ask.mutate();
      }}
    >
      <TextField
        label="Login"
        type="email"
        autoComplete="username"
        autoFocus
        value={login}
        error={wasTried && login.trim() === "" ? "Enter the address with which you sign in." : undefined}
        onChange={(event) => setLogin(event.target.value)}
      />
      <Honeypot value={website} onChange={setWebsite} />
    </EntranceForm>
  );
}
