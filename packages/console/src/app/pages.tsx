import { lazy, type ComponentType } from 'react'
import { Route, Routes } from 'react-router'
import { RequireSession } from '../session/require-session.tsx'
import { Shell } from './shell.tsx'

type PageModule = { readonly Component: ComponentType }

/** A page whose code is loaded when it is first gone to. */
const page = (load: () => Promise<PageModule>) => lazy(async () => ({ default: (await load()).Component }))

const SignIn = page(() => import('../pages/sign-in/sign-in.tsx'))
const Overview = page(() => import('../pages/overview/overview.tsx'))
const Metrics = page(() => import('../pages/metrics/metrics.tsx'))
const Errors = page(() => import('../pages/errors/errors.tsx'))
const ErrorGroup = page(() => import('../pages/errors/error-group.tsx'))
const Alerts = page(() => import('../pages/alerts/alerts.tsx'))
const AlertTargets = page(() => import('../pages/alert-targets/alert-targets.tsx'))
const Limits = page(() => import('../pages/limits/limits.tsx'))
const Breakers = page(() => import('../pages/breakers/breakers.tsx'))
const Explorer = page(() => import('../pages/explorer/explorer.tsx'))
const Connections = page(() => import('../pages/connections/connections.tsx'))
const NewConnection = page(() => import('../pages/connections/new-connection.tsx'))
const OneConnection = page(() => import('../pages/connections/connection.tsx'))
const Start = page(() => import('../pages/start/start.tsx'))
const Audit = page(() => import('../pages/audit/audit.tsx'))
const Agents = page(() => import('../pages/agents/agents.tsx'))
const Settings = page(() => import('../pages/settings/settings.tsx'))
const SettingsStart = page(() => import('../pages/settings/settings-start.tsx'))
const Connectors = page(() => import('../pages/connectors/connectors.tsx'))
const Keys = page(() => import('../pages/keys/keys.tsx'))
const Flags = page(() => import('../pages/flags/flags.tsx'))
const Tenants = page(() => import('../pages/tenants/tenants.tsx'))
const Sessions = page(() => import('../pages/sessions/sessions.tsx'))
const NotFound = page(() => import('../pages/not-found/not-found.tsx'))

/** Which page is shown at which path, below /app. */
export function Pages() {
  return (
    <Routes>
      <Route path="sign-in" element={<SignIn />} />
      <Route element={<RequireSession />}>
        <Route element={<Shell />}>
          <Route index element={<Overview />} />
          <Route path="metrics" element={<Metrics />} />
          <Route path="metrics/:connector" element={<Metrics />} />
          <Route path="metrics/:connector/:operation" element={<Metrics />} />
          <Route path="errors" element={<Errors />} />
          <Route path="errors/:id" element={<ErrorGroup />} />
          <Route path="alerts" element={<Alerts />} />
          <Route path="limits" element={<Limits />} />
          <Route path="breakers" element={<Breakers />} />
          <Route path="explorer" element={<Explorer />} />
          <Route path="explorer/:connector" element={<Explorer />} />
          <Route path="explorer/:connector/:operation" element={<Explorer />} />
          <Route path="connections" element={<Connections />} />
          <Route path="connections/new" element={<NewConnection />} />
          <Route path="connections/:id" element={<OneConnection />} />
          <Route path="start" element={<Start />} />
          <Route path="audit" element={<Audit />} />
          <Route path="agents" element={<Agents />} />
          <Route path="settings" element={<Settings />}>
            <Route index element={<SettingsStart />} />
            <Route path="connectors" element={<Connectors />} />
            <Route path="keys" element={<Keys />} />
            <Route path="flags" element={<Flags />} />
            <Route path="alerts" element={<AlertTargets />} />
            <Route path="sessions" element={<Sessions />} />
            <Route path="tenants" element={<Tenants />} />
          </Route>
          <Route path="*" element={<NotFound />} />
        </Route>
      </Route>
    </Routes>
  )
}
