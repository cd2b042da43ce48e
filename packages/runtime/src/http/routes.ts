import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import type { Registry as Metrics } from 'prom-client'
import type { Access } from '../access/open-access.ts'
import type { ProtectedResource } from '../access/oauth-resource/protected-resource.ts'
import { requireKey } from '../access/require-key.ts'
import { routePolicies } from '../access/route-policies.ts'
import { requestAudit } from '../audit/request-audit.ts'
import { openConsoleFiles } from '../console/console-files.ts'
import { consoleRoutes } from '../console/console-routes.ts'
import { findConsole } from '../console/find-console.ts'
import { authorizationRoutes } from './authorization-routes.ts'
import { connectionRoutes } from './connection-routes.ts'
import { connectorRoutes } from './connector-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { toolPinRoutes } from './tool-pin-routes.ts'
import { errorHandling } from './error-handling.ts'
import { healthRoutes, ReadinessSchema } from './health.ts'
import { jsonBody } from './json-body.ts'
import { managementRoutes } from './management-routes.ts'
import { openapi } from './openapi.ts'
import { mcpRoutes } from './mcp-routes.ts'
import { oauthResourceRoutes } from './oauth-resource-routes.ts'
import { operationRoutes } from './operation-routes.ts'
import { pathParameters } from './path-parameters.ts'
import { protocolFaults } from './protocol-faults.ts'
import { problemRoutes } from './problem-routes.ts'
import { requestIdentity } from './request-identity.ts'
import { sessionListRoutes } from './session-list-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { rateLimits } from '../inbound/rate-limits.ts'
import type { CallEngine } from '../calls/call-engine.ts'
import type { OpenCalls } from '../calls/open-calls.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Authorizations } from '../connections/authorization/open-authorizations.ts'
import type { ConnectionService } from '../connections/connection-service.ts'
import type { Connections } from '../connections/connections.ts'
import type { InboundLimits } from '../inbound/open-inbound-limits.ts'
import type { McpGuard } from '../mcp/guard/open-mcp-guard.ts'
import type { Mcp } from '../mcp/open-mcp.ts'
import type { SharedState } from '../shared-state/shared-state.ts'
import type { Tasks } from '../tasks/tasks.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { version } from '../version.ts'
import type { Readiness } from './health.ts'
import type { ManagementRoutesOptions } from './management-routes.ts'

export interface RoutesOptions extends Omit<ManagementRoutesOptions, 'rateLimits' | 'access'> {
  readonly access: Access
  readonly settings: Settings
  readonly redactor: Redactor
  readonly metrics: Metrics
  readonly readiness: Readiness
  readonly sharedState: SharedState
  readonly inbound: InboundLimits
  readonly engine: CallEngine
  readonly openCalls: OpenCalls
  readonly tasks: Tasks
  readonly service: ConnectionService
  readonly connections: Connections
  readonly authorizations: Authorizations
  readonly mcp: Mcp
  readonly guard: McpGuard
  readonly resource: ProtectedResource
  /** Of the built console. Default: that of its package. */
  readonly consoleFolder: string | undefined
}

/** Everything that can be asked of the server, behind what every request passes. The order of the first ones matters. */
export const routes = plugin(
  async (app: FastifyInstance, parts: RoutesOptions) => {
    const { settings, registry, redactor, metrics, readiness, sharedState, store, access, inbound, audit } =
      parts
    const { engine, openCalls, tasks, service, connections, authorizations, mcp, guard, resource, now } =
      parts
    app.addSchema(ReadinessSchema)
    await app.register(requestIdentity)
    await app.register(protocolFaults)
    await app.register(requestAudit, { audit })
    const { failedAttempts } = inbound
    const authenticate = requireKey(access.authenticate, failedAttempts)
    await app.register(routePolicies, { authenticate })
    await app.register(rateLimits, inbound.rateLimits)
    await app.register(errorHandling, { redactor })
    await app.register(jsonBody)
    await app.register(pathParameters)
    await app.register(openapi, { registry, version, redactor, hasConsole: settings.console })
    await app.register(healthRoutes, {
      readiness,
      registry,
      sharedState,
      store,
      toolPins: mcp.pins,
      metrics,
    })
    await app.register(problemRoutes)
    await app.register(managementRoutes, { ...parts, rateLimits: inbound.rateLimits })
    const { browsers, signInByKey } = access
    if (browsers !== undefined) {
      await app.register(sessionRoutes, {
        browsers,
        signInByKey,
        authenticate,
        failedAttempts,
        policies: inbound.rateLimits.policies,
        methods: browsers.signIns.methods,
        isMock: settings.useMockData,
        now,
      })
      await app.register(sessionListRoutes, browsers)
      await app.register(signInRoutes, { browsers, signIns: browsers.signIns, failedAttempts, now })
      await app.register(consoleRoutes, { files: openConsoleFiles(parts.consoleFolder ?? findConsole()) })
    }
    const served = { registry, engine, openCalls, tasks }
    await app.register(connectorRoutes, { registry, redactor, now })
    await app.register(connectionRoutes, { ...served, service, connections, redactor })
    await app.register(authorizationRoutes, { authorizations, service, registry, now, ...inbound })
    await app.register(taskRoutes, { tasks })
    await app.register(operationRoutes, served)
    await app.register(toolPinRoutes, { pins: mcp.pins })
    await app.register(mcpRoutes, { mcp, redactor, guard, resource, settings, registry })
    await app.register(oauthResourceRoutes, { resource, ...guard })
  },
  { name: 'routes', fastify: '5.x' },
)
