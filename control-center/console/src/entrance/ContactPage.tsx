import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { AreaField, TextField } from "../design/Field";
import { EntranceForm, EntranceWord } from "./EntranceForm";
import { Honeypot } from "./Honeypot";
import { proven } from "./requests";

const EMPTY = { name: "", email: "", text: "" };
const MISSING = { name: "Enter your name.", email: "Enter your address, for an answer.", text: "Write something." };

/** Where anybody writes to whoever runs this place. */
export function ContactPage() {
  const [form, setForm] = useState(EMPTY);
  const [website, setWebsite] = useState("");
  const [wasTried, setTried] = useState(false);
  const write = useMutation({ mutationFn: () => proven("/contact/v1/messages", form, website) });
  if (write.isSuccess)
    return <EntranceWord title="Thank you" lead={`Your message has arrived. An answer will come to ${form.email}.`} />;
  const field = (name: keyof typeof EMPTY) => ({
    value: form[name],
    error: wasTried && form[name].trim() === "" ? MISSING[name] : undefined,
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  return (
    <EntranceForm
      title="Write to us"
      lead="To the people who run this place."
      action="Send the message"
      isBusy={write.isPending}
      error={write.error?.message}
      onSubmit={() => {
        setTried(true);
        if (Object.values(form).every((value) => value.trim() !== "")) write.mutate();
      }}
    >
      <TextField label="Your name" autoComplete="name" autoFocus maxLength={100} {...field("name")} />
      <TextField label="E-mail address" type="email" autoComplete="email" maxLength={254} {...field("email")} />
      <AreaField label="Message" rows={6} maxLength={5000} {...field("text")} />
      <Honeypot value={website} onChange={setWebsite} />
    </EntranceForm>
  );
}
