import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../design/Field";
import { EntranceForm, EntranceWord } from "./EntranceForm";
import { Honeypot } from "./Honeypot";
import { provenStep, useWaysIn } from "./requests";

const SHORTEST = 12;
const EMPTY = { organisation: "", display_name: "", email: "", password: "" };

/** A tenant of one's own, where that is allowed. */
export function SignUpPage() {
  const ways = useWaysIn();
  const [form, setForm] = useState(EMPTY);
  const [website, setWebsite] = useState("");
  const [wasTried, setTried] = useState(false);
  const ask = useMutation({ mutationFn: () => provenStep("sign-up", form, website) });
  if (ways.data?.isSignUpOpen === false)
    return <EntranceWord title="Nobody may sign up here" lead="Ask somebody who has an account to invite you." />;
  if (ask.isSuccess)
    return (
      <EntranceWord
        title="Look into your mail"
        lead={`A letter to ${form.email} has a link that confirms your address. It is good for a day.`}
      />
    );
  const set = (field: keyof typeof EMPTY) => (event: { target: { value: string } }) =>
    setForm({ ...form, [field]: event.target.value });
  const missing = (field: keyof typeof EMPTY, words: string) =>
    wasTried && form[field].trim() === "" ? words : undefined;
  const isWeak = form.password.length < SHORTEST;
  return (
    <EntranceForm
      title="Sign up"
      lead="A fleet of your own, on your own machines."
      action="Sign up"
      isBusy={ask.isPending}
      error={ask.error?.message}
      onSubmit={() => {
        setTried(true);
        if (!isWeak && Object.values(form).every((value) => value.trim() !== "")) ask.mutate();
      }}
    >
      <TextField
        label="Organisation"
        autoComplete="organization"
        autoFocus
        maxLength={100}
        value={form.organisation}
        error={missing("organisation", "Enter a name that others will see.")}
        onChange={set("organisation")}
      />
      <TextField
        label="Your name"
        autoComplete="name"
        maxLength={100}
        value={form.display_name}
        error={missing("display_name", "Enter your name.")}
        onChange={set("display_name")}
      />
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="email"
        value={form.email}
        error={missing("email", "Enter your address: you sign in with it.")}
        onChange={set("email")}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        value={form.password}
        error={wasTried && isWeak ? `Use at least ${SHORTEST} characters.` : undefined}
        hint="At least 12 characters; a few random words do well."
        onChange={set("password")}
      />
      <Honeypot value={website} onChange={setWebsite} />
    </EntranceForm>
  );
}
