import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Dependencies } from './app-dependencies.ts'
import { openAccess } from './access/open-access.ts'
import { openProtectedResource } from './access/oauth-resource/open-protected-resource.ts'
import { readIssuerSettings } from './access/oidc/issuer-settings.ts'
import { openEngine } from './calls/open-engine.ts'
import { openTerms } from './calls/open-terms.ts'
import { openKeyedCalls } from './calls/idempotency/open-keyed-calls.ts'
import { sealedBodies } from './calls/idempotency/sealed-bodies.ts'
import { OpenCalls } from './calls/open-calls.ts'
import { schemaCompiler } from './calls/schema-compiler.ts'
import { inMilliseconds } from './configuration/durations.ts'
import { ConfigurationError } from './configuration/read-settings.ts'
import type { Settings } from './configuration/settings.ts'
import { registerConnectionMetrics } from './connections/connection-metrics.ts'
import { openAccounts } from './connections/open-accounts.ts'
import { loadConnectors } from './connectors/load-connectors.ts'
import { openTransforms } from './connectors/transforms/open-transforms.ts'
import { createAnswerForms } from './http/answer-forms.ts'
import { createServer } from './http/create-server.ts'
import { routes } from './http/routes.ts'
import { createReadiness } from './http/health.ts'
import { openErrors } from './errors/open-errors.ts'
import { openInboundLimits } from './inbound/open-inbound-limits.ts'
import { trustedProxies } from './inbound/trusted-proxies.ts'
import { createLimiter } from './limits/limiter.ts'
import { openToolsets } from './mcp/toolsets/open-toolsets.ts'
import { openOverloadGate } from './overload/open-overload-gate.ts'
import { openLimits } from './limits/open-limits.ts'
import { openMcpGuard } from './mcp/guard/open-mcp-guard.ts'
import { openMcp } from './mcp/open-mcp.ts'
import { openState } from './open-state.ts'
import { openWatch } from './open-watch.ts'
import { openTasks } from './tasks/open-tasks.ts'
import { createLog } from './telemetry/log.ts'
import { createMetrics } from './telemetry/metrics.ts'
import { createRedactor } from './telemetry/redaction/redactor.ts'
import { openTracing } from './telemetry/traces/open-tracing.ts'
import { openBreakers } from './vendor/breaker/open-breakers.ts'
import { openVendors } from './vendor/open-vendors.ts'

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
  const metrics = createMetrics(settings.metricSeries)
  const tracing = await openTracing({ settings, registry: metrics.registry, redactor, log })
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
      taskTimeoutMax: inMilliseconds(settings.taskTimeoutMax),
      compiler: schemaCompiler,
      transforms,
      metrics,
      log,
    }),
  ])
  const common = { settings, store, changes, log, now }
  const errors = openErrors({ ...common, registry, redactor, metrics: metrics.registry })
  const accounts = await openAccounts({
    ...common,
    metrics,
    ...errors.ofTokens,
    messages: sharedState.messages,
    network: dependencies.network,
    random,
    registry,
    emulatorLoaders: settings.useMockData ? emulatorLoaders : new Map(),
    runningEmulators: dependencies.emulators ?? new Map(),
    configured: dependencies.connections ?? [],
    vault: vault.vault,
    egressAllow: [...settings.egressAllow.split(','), ...(dependencies.egressAllow ?? [])],
    redactor,
  }).catch(async (error: unknown) => {
    await errors.close()
    await closeState()
    throw error
  })
  registerConnectionMetrics(metrics.registry, store)
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
    tracing,
    random,
    now,
    network: dependencies.network,
  })
  const forms = createAnswerForms(redactor)
  const bodies = sealedBodies(vault.heldRing, store)
  const keyedCalls = openKeyedCalls({ ...common, bodies, metrics: metrics.registry, forms })
  const {
    terms,
    flags,
    quotas,
    close: closeTerms,
  } = await openTerms({ ...common, limiter, registry: metrics.registry, tracing })
  const toolsets = await openToolsets({ ...common, registry, tracing })
  const watched = { random, registry, connections, egress, redactor, breakers, limits, flags, quotas }
  const {
    history,
    objectives,
    alerts,
    health,
    close: closeWatch,
  } = await openWatch({
    ...common,
    ...watched,
    ...errors.ofAlerts,
    callHistory: dependencies.callHistory,
    vault: vault.vault,
    network: dependencies.network,
    metrics: metrics.registry,
  })
  const called = { connections, keyedCalls, callAudit, terms, forms, tracing, random }
  const engine = openEngine({
    ...common,
    ...called,
    ...errors.ofCalls,
    clientOf: vendors.clientOf,
    // Memory that nobody else has been given knows no more than the cache itself.
    sharedState:
      sharedState.kind === 'memory' && dependencies.sharedState === undefined ? undefined : sharedState,
    metrics: metrics.registry,
  })

  const issuers = settings.oidcIssuers === undefined ? [] : readIssuerSettings(settings.oidcIssuers, egress)
  const listening = (): AddressInfo | undefined => {
    const address = app.server.address()
    return typeof address === 'string' ? undefined : (address ?? undefined)
  }
  const resource = openProtectedResource(settings, issuers, listening)
  const guard = openMcpGuard(settings, listening)
  const inwards = { issuers, resource, egress, redactor }
  const access = openAccess({ settings, adminKey, store, changes, ...inwards, log, now })
  connections.onEnd((ended, everywhere) => {
    vendors.forget(ended)
    return engine.forget(ended, everywhere)
  })

  const inbound = openInboundLimits(settings, limiter, metrics.registry)
  const gate = openOverloadGate(settings, metrics.registry, random)
  const app = createServer(settings, log, redactor, gate, proxies)
  const readiness = createReadiness(() => gate.drain())
  const openCalls = new OpenCalls()
  const run = { bodies, engine, registry, forms, openCalls, tracing }
  const tasks = openTasks({ ...common, ...run, ...errors.ofTasks, metrics: metrics.registry })
  const { ring: keyRing } = vault
  app.decorate('patchbay', {
    registry,
    readiness,
    openCalls,
    connections: initial,
    emulators,
    keyRing,
    metrics: metrics.registry,
  })
  const forget = metrics.remember()
  app.addHook('preClose', async () => tasks.drain())
  app.addHook('onClose', async () => {
    await tasks.close()
    await keyedCalls.close() // whose callers may be gone, while their calls go on
    await vendors.close()
    breakers.close()
    forget()
    await closeWatch()
    await errors.close()
    await closeTerms()
    await toolsets.close()
    await limiter.close()
    await access.close()
    engine.close()
    await Promise.all([accounts.close(), ...registry.loaded.map(({ host }) => host.close())])
    await closeState()
    await tracing?.close()
  })
  const offered = { registry, connections, service, flags, toolsets, engine, forms, tasks, sharedState }
  const mcp = await openMcp({
    ...common,
    ...offered,
    audit,
    tracing,
    ring: vault.heldRing,
    hide: (text) => redactor.redactJson(text),
    metrics: metrics.registry,
  })
  const managed = {
    access,
    toolsets,
    flags,
    quotas,
    history,
    objectives,
    alerts,
    health,
    breakers,
    limits,
    audit,
    vault,
  }
  const served = { engine, openCalls, tasks, service, connections, authorizations, readiness, sharedState }
  const faces = { mcp, guard, resource, settings, consoleFolder: dependencies.consoleFolder }
  await app.register(routes, {
    ...managed,
    ...served,
    ...faces,
    registry,
    store,
    now,
    inbound,
    redactor,
    tracing,
    metrics: metrics.registry,
  })
  await app.ready()
  return app
}
