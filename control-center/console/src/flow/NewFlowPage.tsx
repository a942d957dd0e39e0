import { useState } from "react";
import { useNavigate } from "react-router";
import { Panel } from "../design/Panel";
import { useSay } from "../design/Toasts";
import { createInput, emptyFlow } from "./flowForm";
import { FlowFormPage } from "./FlowFormPage";
import { useCreateFlow } from "./flows";
import { PlaceField, placeInput, type PlaceForm } from "./PlaceField";

/** A new flow, on a node or a cluster that is chosen here. */
export function NewFlowPage() {
  const navigate = useNavigate();
  const say = useSay();
  const create = useCreateFlow();
  const [initial] = useState(emptyFlow);
  const [place, setPlace] = useState<PlaceForm>({ place: "", moveAfterSeconds: "" });
  const [wasTried, setTried] = useState(false);
  return (
    <FlowFormPage
      title="Create a flow"
      action="Create flow"
      initial={initial}
      isNew
      isBusy={create.isPending}
      error={create.error}
      back="/flows"
      trail={[{ label: "Flows", to: "/flows" }]}
      place={
        <Panel title="Place">
          <PlaceField
            form={place}
            error={wasTried && place.place === "" ? "Choose where it runs." : undefined}
            onChange={setPlace}
          />
        </Panel>
      }
      onSubmit={(form) => {
        setTried(true);
        if (place.place === "") return;
        create.mutate(createInput(form, placeInput(place)), {
          onSuccess: (flow) => {
            say(`${flow.name} is created on ${flow.node.name}.`);
            void navigate(`/fleet/flows/${flow.id}`, { replace: true });
          },
        });
      }}
    />
  );
}
