import { useState } from "react";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Icon } from "../design/Icon";
import { Menu, MenuItem } from "../design/Menu";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Loading } from "../design/Skeleton";
import { useMay } from "../session/may";
import { listed } from "../words/count";
import { DeleteTemplateDialog, EditTemplateDialog } from "./TemplateDialogs";
import { useTemplates, type Template } from "./templates";
import styles from "./TemplatesPage.module.css";
import { UseTemplateDialog } from "./UseTemplateDialog";

type Asking = { what: "use" | "edit" | "delete"; template: Template } | { what: "create" } | null;

/** Flows with parameters, of which flows are made. */
export function TemplatesPage() {
  const templates = useTemplates();
  const mayMake = useMay("makeFlows");
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const create = (
    <Button look="solid" icon="add" onClick={() => setAsking({ what: "create" })}>
      Create template
    </Button>
  );
  return (
    <Page
      title="Templates"
      lead="A flow with parameters: what many flows have in common is written once."
      trail={[{ label: "Flows", to: "/flows" }]}
      actions={mayMake && templates.data && templates.data.length > 0 ? create : null}
    >
      {templates.data ? (
        <Panel title="Templates" isFlush>
          {templates.data.length === 0 ? (
            <Empty title="No templates yet" action={mayMake ? create : null}>
              <p>{"Write a flow as JSON with ${parameters}, and make as many flows of it as you like."}</p>
            </Empty>
          ) : (
            <ul>
              {templates.data.map((template) => (
                <li key={template.id} className={styles.row}>
                  <div>
                    <h3>{template.name}</h3>
                    <p>{template.description}</p>
                  </div>
                  <p>{template.parameters.length > 0 ? listed(template.parameters) : "no parameters"}</p>
                  {mayMake ? (
                    <div className={styles.actions}>
                      <Button icon="add" onClick={() => setAsking({ what: "use", template })}>
                        Create a flow
                      </Button>
                      <Menu label={`More actions for ${template.name}`} trigger={<Icon name="more" />}>
                        <MenuItem icon="edit" onSelect={() => setAsking({ what: "edit", template })}>
                          Edit
                        </MenuItem>
                        <MenuItem icon="trash" isDangerous onSelect={() => setAsking({ what: "delete", template })}>
                          Delete template
                        </MenuItem>
                      </Menu>
                    </div>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </Panel>
      ) : templates.error ? (
        <Notice tone="fail" title="The templates cannot be shown.">
          {templates.error.message}
        </Notice>
      ) : (
        <Loading what="the templates" rows={3} />
      )}
      {asking?.what === "create" ? <EditTemplateDialog template={null} onClose={close} /> : null}
      {asking?.what === "edit" ? <EditTemplateDialog template={asking.template} onClose={close} /> : null}
      {asking?.what === "delete" ? <DeleteTemplateDialog template={asking.template} onClose={close} /> : null}
      {asking?.what === "use" ? <UseTemplateDialog template={asking.template} onClose={close} /> : null}
    </Page>
  );
}
