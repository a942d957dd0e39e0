import { QueryClientProvider } from "@tanstack/react-query";
import { BrowserRouter, Navigate, Route, Routes } from "react-router";
import { ApiTokensPage } from "../account/ApiTokensPage";
import { AuditPage } from "../account/AuditPage";
import { MembersPage } from "../account/MembersPage";
import { SecurityPage } from "../account/security/SecurityPage";
import { newQueryClient } from "../api/queries";
import { ClustersPage } from "../cluster/ClustersPage";
import { MessagesPage } from "../contact/MessagesPage";
import { Toasts } from "../design/Toasts";
import { TokensPage } from "../enrolment/TokensPage";
import { ConfirmPage } from "../entrance/ConfirmPage";
import { ContactPage } from "../entrance/ContactPage";
import { ForgotPasswordPage } from "../entrance/ForgotPasswordPage";
import { JoinPage } from "../entrance/JoinPage";
import { ResetPasswordPage } from "../entrance/ResetPasswordPage";
import { SignUpPage } from "../entrance/SignUpPage";
import { FleetPage } from "../fleet/FleetPage";
import { CreateFlowPage } from "../node/CreateFlowPage";
import { EditFlowPage } from "../flow/EditFlowPage";
import { FlowPage } from "../flow/FlowPage";
import { FlowsPage } from "../flow/FlowsPage";
import { NewFlowPage } from "../flow/NewFlowPage";
import { TemplatesPage } from "../template/TemplatesPage";
import { NodePage } from "../node/NodePage";
import { LibraryPage } from "../library/LibraryPage";
import { ReleasesPage } from "../release/ReleasesPage";
import { SessionGate } from "../session/SessionGate";
import { SignIn } from "../session/SignIn";
import { SigningKeysPage } from "../stream/SigningKeysPage";
import { StreamPage } from "../stream/StreamPage";
import { StreamsPage } from "../stream/StreamsPage";
import { SettingsPage } from "../tenant/SettingsPage";
import { TenantsPage } from "../tenant/TenantsPage";
import { NotHere } from "./NotHere";
import { Shell } from "./Shell";

const queries = newQueryClient();

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Toasts>
        <BrowserRouter>
          <Routes>
            <Route path="/sign-in" element={<SignIn />} />
            <Route path="/forgot-password" element={<ForgotPasswordPage />} />
            <Route path="/reset-password" element={<ResetPasswordPage />} />
            <Route path="/join" element={<JoinPage />} />
            <Route path="/sign-up" element={<SignUpPage />} />
            <Route path="/confirm" element={<ConfirmPage />} />
            <Route path="/contact" element={<ContactPage />} />
            <Route element={<SessionGate />}>
              <Route element={<Shell />}>
                <Route index element={<Navigate to="/fleet" replace />} />
                <Route path="/fleet" element={<FleetPage />} />
                <Route path="/fleet/nodes/:nodeId" element={<NodePage />} />
                <Route path="/fleet/nodes/:nodeId/flows/new" element={<CreateFlowPage />} />
                <Route path="/fleet/flows/:flowId" element={<FlowPage />} />
                <Route path="/fleet/flows/:flowId/edit" element={<EditFlowPage />} />
                <Route path="/clusters" element={<ClustersPage />} />
                <Route path="/flows" element={<FlowsPage />} />
                <Route path="/flows/new" element={<NewFlowPage />} />
                <Route path="/flows/templates" element={<TemplatesPage />} />
                <Route path="/streams" element={<StreamsPage />} />
                <Route path="/streams/signing-keys" element={<SigningKeysPage />} />
                <Route path="/streams/:streamId" element={<StreamPage />} />
                <Route path="/library" element={<LibraryPage />} />
                <Route path="/releases" element={<ReleasesPage />} />
                <Route path="/settings" element={<SettingsPage />} />
                <Route path="/tenants" element={<TenantsPage />} />
                <Route path="/messages" element={<MessagesPage />} />
                <Route path="/tokens" element={<TokensPage />} />
                <Route path="/members" element={<MembersPage />} />
                <Route path="/api-tokens" element={<ApiTokensPage />} />
                <Route path="/audit" element={<AuditPage />} />
                <Route path="/security" element={<SecurityPage />} />
                <Route path="*" element={<NotHere />} />
              </Route>
            </Route>
          </Routes>
        </BrowserRouter>
      </Toasts>
    </QueryClientProvider>
  );
}
