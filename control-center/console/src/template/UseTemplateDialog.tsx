import { useState } from "react";
import { useNavigate } from "react-router";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { PlaceField, placeInput, type PlaceForm } from "../flow/PlaceField";
import { useTemplateUse, type Template } from "./templates";

/** Asks for what a template leaves open, and makes a flow of it. */
export function UseTemplateDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const navigate = useNavigate();
  const say = useSay();
  const use = useTemplateUse();
  const [name, setName] = useState("");
  const [place, setPlace] = useState<PlaceForm>({ place: "", moveAfterSeconds: "" });
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [wasTried, setTried] = useState(false);
  const isComplete = name.trim() !== "" && place.place !== "";
  function submit() {
    setTried(true);
    if (!isComplete) return;
    use.mutate(
      {
        templateId: template.id,
        name: name.trim(),
        ...placeInput(place),
        values: template.parameters.map((parameter) => ({ name: parameter, value: values[parameter] ?? "" })),
      },
      {
        onSuccess: (flow) => {
          say(`${flow.name} is created on ${flow.node.name}.`);
          void navigate(`/fleet/flows/${flow.id}`);
        },
      },
    );
  }
  return (
    <FormDialog
      title={`A flow of ${template.name}`}
      action="Create flow"
      isBusy={use.isPending}
      error={use.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={200}
        error={wasTried && name.trim() === "" ? "Give the flow a name." : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <PlaceField
        form={place}
        error={wasTried && place.place === "" ? "Choose where it runs." : undefined}
        onChange={setPlace}
      />
      {template.parameters.map((parameter) => (
        <TextField
          key={parameter}
          label={parameter}
          isCode
          type={/secret|pass|key/i.test(parameter) ? "password" : "text"}
          autoComplete="new-password"
          value={values[parameter] ?? ""}
          onChange={(event) => setValues({ ...values, [parameter]: event.target.value })}
        />
      ))}
    </FormDialog>
  );
}
