import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { run } from "../api/client";
import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { Notice } from "../design/Notice";
import { Entrance } from "./Entrance";
import { askPasskey, hasPasskeys } from "./passkey";
import { showFactor, WHO_AM_I, type Demand, type Me } from "./session";

type SecondStepProps = { demand: Demand; onEntered: (me: Me) => void; onBack: () => void };

/** After the password: a code of the app, a recovery code, or a passkey. */
export function SecondStep({ demand, onEntered, onBack }: SecondStepProps) {
  const [code, setCode] = useState("");
  const [wasTried, setTried] = useState(false);
  const options = hasPasskeys() ? demand.passkey_options : null;
  const entering = useMutation({
    mutationFn: async (by: "code" | "passkey") => {
      await showFactor(demand, by === "code" || !options ? { code } : { passkey: await askPasskey(options) });
      return (await run(WHO_AM_I, {})).me;
    },
    onSuccess: onEntered,
  });
  const hasApp = demand.factors.includes("TOTP");
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (code.trim() !== "") entering.mutate("code");
  }
  return (
    <Entrance title="One more step" lead="Show that it is you.">
      <form onSubmit={submit} noValidate>
        {entering.error ? <Notice tone="fail">{entering.error.message}</Notice> : null}
        {options ? (
          <Button icon="key" look={hasApp ? "plain" : "solid"} onClick={() => entering.mutate("passkey")}>
            Use a passkey
          </Button>
        ) : null}
        <TextField
          label={hasApp ? "Code" : "Recovery code"}
          autoComplete="one-time-code"
          autoFocus
          isCode
          value={code}
          error={wasTried && code.trim() === "" ? "Enter a code." : undefined}
          hint={hasApp ? "Six digits of your app, or one of your recovery codes." : "One of those that you have kept."}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" look="solid" isBusy={entering.isPending}>
          Continue
        </Button>
        <Button look="quiet" onClick={onBack}>
          Back to sign in
        </Button>
      </form>
    </Entrance>
  );
}
