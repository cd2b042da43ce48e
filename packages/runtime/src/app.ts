import type { FastifyInstance } from 'fastify'
import type { Dependencies } from './app-dependencies.ts'
import { openAccess } from './access/open-access.ts'
import { readIssuerSettings } from './access/oidc/issuer-settings.ts'
import { requireKey } from './access/require-key.ts'
import { routePolicies } from './access/route-policies.ts'
import { auditedEngine, auditedKeyedCalls } from './audit/call-audit.ts'
import { requestAudit } from './audit/request-audit.ts'
import { openAnswerCache } from './calls/cache/answer-cache.ts'
import { createCallEngine } from './calls/call-engine.ts'
import { openTerms } from './calls/open-terms.ts'
import { openKeyedCalls } from './calls/idempotency/open-keyed-calls.ts'
import { sealedBodies } from './calls/idempotency/sealed-bodies.ts'
import { OpenCalls } from './calls/open-calls.ts'
import { schemaCompiler } from './calls/schema-compiler.ts'
import { inMilliseconds } from './configuration/durations.ts'
import { ConfigurationError } from './configuration/read-settings.ts'
import type { Settings } from './configuration/settings.ts'
import { openAccounts } from './connections/open-accounts.ts'
import { loadConnectors } from './connectors/load-connectors.ts'
import { openTransforms } from './connectors/transforms/open-transforms.ts'
import { createAnswerForms } from './http/answer-forms.ts'
import { auditRoutes } from './http/audit-routes.ts'
import { authorizationRoutes } from './http/authorization-routes.ts'
import { breakerRoutes } from './http/breaker-routes.ts'
import { connectionRoutes } from './http/connection-routes.ts'
import { connectorRoutes } from './http/connector-routes.ts'
import { keyRoutes } from './http/key-routes.ts'
import { meRoutes } from './http/me-routes.ts'
import { tenantRoutes } from './http/tenant-routes.ts'
import { createServer } from './http/create-server.ts'
import { flagRoutes } from './http/flag-routes.ts'
import { quotaRoutes } from './http/quota-routes.ts'
import { usageRoutes } from './http/usage-routes.ts'
import { errorHandling } from './http/error-handling.ts'
import { createReadiness, healthRoutes, ReadinessSchema } from './http/health.ts'
import { jsonBody } from './http/json-body.ts'
import { openapi } from './http/openapi.ts'
import { limitRoutes } from './http/limit-routes.ts'
import { mcpRoutes } from './http/mcp-routes.ts'
import { operationRoutes } from './http/operation-routes.ts'
import { pathParameters } from './http/path-parameters.ts'
import { protocolFaults } from './http/protocol-faults.ts'
import { problemRoutes } from './http/problem-routes.ts'
import { vaultRoutes } from './http/vault-routes.ts'
import { requestIdentity } from './http/request-identity.ts'
import { openInboundLimits } from './inbound/open-inbound-limits.ts'
import { rateLimits } from './inbound/rate-limits.ts'
import { trustedProxies } from './inbound/trusted-proxies.ts'
import { createLimiter } from './limits/limiter.ts'
import { openOverloadGate } from './overload/open-overload-gate.ts'
import { openLimits } from './limits/open-limits.ts'
import { openMcp } from './mcp/open-mcp.ts'
import { openState } from './open-state.ts'
import { createLog, withoutMask } from './telemetry/log.ts'
import { createMetrics } from './telemetry/metrics.ts'
import { createRedactor } from './telemetry/redaction/redactor.ts'
import { openBreakers } from './vendor/breaker/open-breakers.ts'
import { openVendors } from './vendor/open-vendors.ts'
import { version } from './version.ts'

/**
 * Builds the whole server, ready to listen or to be injected into. Closing it closes all that it opened.
 * Throws a `ConfigurationError` if a connection is wrong; a connector that is wrong is quarantined instead.
 */
export async function buildApp(
  settings: Settings,
  dependencies: Dependencies = {},
): Promise<FastifyInstance> {
  const { now = Date.now, random = Math.random, baseFolder = process.cwd(), logDestination } = dependencies
  const adminKey = dependencies.adminKey ?? settings.adminKey
  if (adminKey === undefined) throw new ConfigurationError(['PATCHBAY_ADMIN_KEY: is needed here'])

  const proxies = trustedProxies(settings.trustedProxies)
  const redactor = createRedactor()
  redactor.protect(adminKey)
  const log = createLog(settings.logLevel, redactor, logDestination)
  const metrics = createMetrics()
  const { transforms: ownRunner } = dependencies
  const transforms = ownRunner === undefined ? openTransforms(settings, metrics.registry) : () => ownRunner
  // Side by side, because a Redis or a Postgres that is away is waited for.
  const [
    { store, sharedState, changes, vault, audit, callAudit, close: closeState },
    { registry, emulators: emulatorLoaders },
  ] = await Promise.all([
    openState(dependencies, { settings, registry: metrics.registry, log, redactor, now }),
    loadConnectors({
      references: settings.connectors,
      baseFolder,
      timeout: inMilliseconds(settings.loadTimeout),
      callTimeoutMax: inMilliseconds(settings.callTimeoutMax),
      compiler: schemaCompiler,
      transforms,
      metrics,
      log,
    }),
  ])
  const accounts = await openAccounts({
    settings,
    metrics,
    messages: sharedState.messages,
    network: dependencies.network,
    random,
    registry,
    emulatorLoaders: settings.useMockData ? emulatorLoaders : new Map(),
    runningEmulators: dependencies.emulators ?? new Map(),
    configured: dependencies.connections ?? [],
    store,
    vault: vault.vault,
    changes,
    egressAllow: [...settings.egressAllow.split(','), ...(dependencies.egressAllow ?? [])],
    redactor,
    log,
    now,
  }).catch(async (error: unknown) => {
    await closeState()
    throw error
  })
  const { connections, service, initial, egress, emulators, authorizations } = accounts

  const breakers = openBreakers({ settings, state: sharedState, registry: metrics.registry, log, wall: now })
  const limiter = createLimiter({ state: sharedState, wall: now })
  const limits = openLimits({ settings, limiter, registry: metrics.registry, now })
  const vendors = openVendors({
    settings,
    breakers,
    registry,
    connections: initial,
    egress,
    metrics,
    limits,
    random,
    now,
    network: dependencies.network,
  })
  const forms = createAnswerForms(redactor)
  const keyedCalls = openKeyedCalls({
    settings,
    store,
    bodies: sealedBodies(vault.heldRing, store),
    metrics: metrics.registry,
    forms,
    log,
  })
  const {
    terms,
    flags,
    quotas,
    close: closeTerms,
  } = await openTerms({
    settings,
    store,
    changes,
    limiter,
    registry: metrics.registry,
    log,
    now,
  })
  const unaudited = createCallEngine({
    log: withoutMask(log),
    connections,
    keyedCalls: auditedKeyedCalls(keyedCalls, callAudit),
    terms,
    now,
    random,
    problemText: (problem, call) => forms.failure(problem, call).body,
    logSample: settings.logSample,
    slowCall: inMilliseconds(settings.slowCall),
    clientOf: vendors.clientOf,
    openCache: (perform) =>
      openAnswerCache({
        settings,
        // Memory that nobody else has been given knows no more than the cache itself.
        state:
          sharedState.kind === 'memory' && dependencies.sharedState === undefined ? undefined : sharedState,
        registry: metrics.registry,
        log,
        now,
        perform,
      }),
  })
  const engine = auditedEngine(unaudited, callAudit)

  const issuers = settings.oidcIssuers === undefined ? [] : readIssuerSettings(settings.oidcIssuers, egress)
  const access = openAccess({ adminKey, store, changes, issuers, log, now })
  connections.onEnd((ended, everywhere) => {
    vendors.forget(ended)
    return engine.forget(ended, everywhere)
  })

  const inbound = openInboundLimits(settings, limiter, metrics.registry)
  const gate = openOverloadGate(settings, metrics.registry, random)
  const app = createServer(settings, log, redactor, gate, proxies)
  const readiness = createReadiness(() => gate.drain())
  const openCalls = new OpenCalls()
  const { ring: keyRing } = vault
  app.decorate('patchbay', { registry, readiness, openCalls, connections: initial, emulators, keyRing })
  const forget = metrics.remember()
  app.addHook('onClose', async () => {
    await keyedCalls.close() // whose callers may be gone, while their calls go on
    await vendors.close()
    breakers.close()
    forget()
    await closeTerms()
    await limiter.close()
    await access.close()
    engine.close()
    await Promise.all([accounts.close(), ...registry.loaded.map(({ host }) => host.close())])
    await closeState()
  })
  app.addSchema(ReadinessSchema)
  await app.register(requestIdentity)
  await app.register(protocolFaults)
  await app.register(requestAudit, { audit })
  await app.register(routePolicies, {
    authenticate: requireKey(access.authenticate, inbound.failedAttempts),
  })
  await app.register(rateLimits, inbound.rateLimits)
  await app.register(errorHandling, { redactor })
  await app.register(jsonBody)
  await app.register(pathParameters)
  await app.register(openapi, { registry, version, redactor })
  await app.register(healthRoutes, {
    readiness,
    registry,
    sharedState,
    store,
    metrics: metrics.registry,
  })
  await app.register(problemRoutes)
  await app.register(meRoutes, inbound.rateLimits)
  await app.register(keyRoutes, { keys: access.keys, now })
  await app.register(tenantRoutes, { tenants: access.tenants })
  const served = { registry, engine, openCalls }
  await app.register(connectorRoutes, { registry, redactor, now })
  await app.register(connectionRoutes, { ...served, service, connections, redactor })
  await app.register(auditRoutes, { audit, store })
  await app.register(authorizationRoutes, { authorizations, service, registry, now, ...inbound })
  await app.register(breakerRoutes, { breakers })
  await app.register(limitRoutes, { limits })
  await app.register(flagRoutes, { flags })
  await app.register(quotaRoutes, { quotas })
  await app.register(usageRoutes, { store, quotas, now })
  await app.register(vaultRoutes, { keeper: vault.keeper })
  await app.register(operationRoutes, served)
  const mcp = openMcp({
    registry,
    connections,
    flags,
    engine,
    forms,
    sharedState,
    ring: vault.heldRing,
    hide: redactor.redactJson,
    settings,
    log,
  })
  await app.register(mcpRoutes, { mcp, redactor })
  await app.ready()
  return app
}
