import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import type { PlaceInput } from "../flow/PlaceField";

/** A flow with parameters. */
export type Template = { id: string; name: string; description: string; document: string; parameters: string[] };
type TemplateFields = Pick<Template, "name" | "description" | "document">;
export type UseTemplate = {
  templateId: string;
  name: string;
  values: { name: string; value: string }[];
} & PlaceInput;

const TEMPLATE = "id name description document parameters";

export const TEMPLATES = operation<{ flowTemplates: Template[] }>(`query Templates { flowTemplates { ${TEMPLATE} } }`);
export const CREATE_TEMPLATE = operation<{ createFlowTemplate: Outcome<Template> }, { input: TemplateFields }>(
  `mutation CreateTemplate($input: CreateFlowTemplateInput!) {
  createFlowTemplate(input: $input) { __typename ... on FlowTemplate { ${TEMPLATE} } ${PROBLEM_FIELDS} }
}`,
);
export const UPDATE_TEMPLATE = operation<
  { updateFlowTemplate: Outcome<Template> },
  { input: TemplateFields & { id: string } }
>(`mutation UpdateTemplate($input: UpdateFlowTemplateInput!) {
  updateFlowTemplate(input: $input) { __typename ... on FlowTemplate { ${TEMPLATE} } ${PROBLEM_FIELDS} }
}`);
export const DELETE_TEMPLATE = operation<{ deleteFlowTemplate: Outcome<{ id: string }> }, { id: string }>(
  `mutation DeleteTemplate($id: ID!) { deleteFlowTemplate(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} } }`,
);
export const USE_TEMPLATE = operation<
  { createFlowFromTemplate: Outcome<{ id: string; name: string; node: { name: string } }> },
  { input: UseTemplate }
>(`mutation UseTemplate($input: CreateFlowFromTemplateInput!) {
  createFlowFromTemplate(input: $input) { __typename ... on Flow { id name node { name } } ${PROBLEM_FIELDS} }
}`);

export function useTemplates() {
  return useQuery({
    queryKey: ["templates"],
    queryFn: async ({ signal }) => (await run(TEMPLATES, {}, signal)).flowTemplates,
  });
}

/** Saves a template: a new one, or that of the id. */
export function useSaveTemplate(id: string | null) {
  return useChange(async (fields: TemplateFields) =>
    id === null
      ? successOf((await run(CREATE_TEMPLATE, { input: fields })).createFlowTemplate)
      : successOf((await run(UPDATE_TEMPLATE, { input: { id, ...fields } })).updateFlowTemplate),
  );
}

export function useDeleteTemplate() {
  return useChange(async (id: string) => successOf((await run(DELETE_TEMPLATE, { id })).deleteFlowTemplate));
}

export function useTemplateUse() {
  return useMutation({
    mutationFn: async (input: UseTemplate) => successOf((await run(USE_TEMPLATE, { input })).createFlowFromTemplate),
    // The values may be secrets.
    gcTime: 0,
  });
}

function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["templates"] }),
  });
}
