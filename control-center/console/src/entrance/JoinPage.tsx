import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { run } from "../api/client";
import { ME } from "../api/queries";
import { TextField } from "../design/Field";
import { WHO_AM_I } from "../session/session";
import { EntranceForm, EntranceWord } from "./EntranceForm";
import { secretInAddress, step } from "./requests";

type Offer = { tenant: string; email: string; role: string };
const SHORTEST = 12;

/** Where the link of an invitation leads: a name and a password, and one is in. */
export function JoinPage() {
  const [secret] = useState(secretInAddress);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const offer = useQuery({
    queryKey: ["offer", secret],
    queryFn: () => step<Offer>("invitations/offer", { secret }),
    staleTime: Infinity,
  });
  const [displayName, setDisplayName] = useState("");
  const [password, setPassword] = useState("");
  const [wasTried, setTried] = useState(false);
  const accept = useMutation({
    mutationFn: async () => {
      await step("invitations/accept", { secret, display_name: displayName.trim(), password });
      return (await run(WHO_AM_I, {})).me;
    },
    onSuccess: (me) => {
      queries.setQueryData(ME, me);
      void navigate("/fleet", { replace: true });
    },
  });
  if (offer.error) return <EntranceWord title="This link is not good" lead={offer.error.message} />;
  if (!offer.data) return null;
  const isNameless = displayName.trim() === "";
  return (
    <EntranceForm
      title={`Join ${offer.data.tenant}`}
      lead={`You sign in as ${offer.data.email}.`}
      action="Join"
      isBusy={accept.isPending}
      error={accept.error?.message}
      onSubmit={() => {
        setTried(true);
        if (!isNameless && password.length >= SHORTEST) accept.mutate();
      }}
    >
      <TextField
        label="Your name"
        autoComplete="name"
        autoFocus
        maxLength={100}
        value={displayName}
        error={wasTried && isNameless ? "Enter the name that others see." : undefined}
        onChange={(event) => setDisplayName(event.target.value)}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        value={password}
        error={wasTried && password.length < SHORTEST ? `Use at least ${SHORTEST} characters.` : undefined}
        hint="At least 12 characters; a few random words do well."
        onChange={(event) => setPassword(event.target.value)}
      />
    </EntranceForm>
  );
}
