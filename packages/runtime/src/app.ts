import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Dependencies } from './app-dependencies.ts'
import { openAccess } from './access/open-access.ts'
import { openProtectedResource } from './access/oauth-resource/open-protected-resource.ts'
import { readIssuerSettings } from './access/oidc/issuer-settings.ts'
import { auditedEngine, auditedKeyedCalls } from './audit/call-audit.ts'
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
import { openCallHistory } from './statistics/open-call-history.ts'
import { openTasks } from './tasks/open-tasks.ts'
import { createLog, withoutMask } from './telemetry/log.ts'
import { createMetrics } from './telemetry/metrics.ts'
import { createRedactor } from './telemetry/redaction/redactor.ts'
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
      taskTimeoutMax: inMilliseconds(settings.taskTimeoutMax),
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
  const bodies = sealedBodies(vault.heldRing, store)
  const keyedCalls = openKeyedCalls({
    settings,
    store,
    bodies,
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
  const history = openCallHistory({ settings, store, log, now })
  const toolsets = await openToolsets({ registry, store, changes, log })
  const errors = openErrors({
    store,
    registry: metrics.registry,
    log,
    now,
    hide: (text) => redactor.redact(text),
  })
  const unaudited = createCallEngine({
    log: withoutMask(log),
    connections,
    keyedCalls: auditedKeyedCalls(keyedCalls, callAudit),
    terms,
    now,
    random,
    problemText: (problem, call) => forms.failure(problem, call).body,
    onFailed: errors.note,
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
  const listening = (): AddressInfo | undefined => {
    const address = app.server.address()
    return typeof address === 'string' ? undefined : (address ?? undefined)
  }
  const resource = openProtectedResource(settings, issuers, listening)
  const guard = openMcpGuard(settings, listening)
  const access = openAccess({ adminKey, store, changes, issuers, resource, log, now })
  connections.onEnd((ended, everywhere) => {
    vendors.forget(ended)
    return engine.forget(ended, everywhere)
  })

  const inbound = openInboundLimits(settings, limiter, metrics.registry)
  const gate = openOverloadGate(settings, metrics.registry, random)
  const app = createServer(settings, log, redactor, gate, proxies)
  const readiness = createReadiness(() => gate.drain())
  const openCalls = new OpenCalls()
  const tasks = openTasks({
    settings,
    store,
    changes,
    bodies,
    engine,
    registry,
    forms,
    openCalls,
    metrics: metrics.registry,
    log,
    now,
  })
  const { ring: keyRing } = vault
  app.decorate('patchbay', { registry, readiness, openCalls, connections: initial, emulators, keyRing })
  const forget = metrics.remember()
  app.addHook('preClose', async () => tasks.drain())
  app.addHook('onClose', async () => {
    await tasks.close()
    await keyedCalls.close() // whose callers may be gone, while their calls go on
    await vendors.close()
    breakers.close()
    forget()
    await closeTerms()
    history.close()
    await errors.close()
    await toolsets.close()
    await limiter.close()
    await access.close()
    engine.close()
    await Promise.all([accounts.close(), ...registry.loaded.map(({ host }) => host.close())])
    await closeState()
  })
  const mcp = await openMcp({
    settings,
    registry,
    connections,
    service,
    flags,
    toolsets,
    engine,
    forms,
    tasks,
    sharedState,
    store,
    changes,
    audit,
    ring: vault.heldRing,
    hide: (text) => redactor.redactJson(text),
    metrics: metrics.registry,
    log,
    now,
  })
  const managed = {
    access,
    toolsets,
    flags,
    quotas,
    history,
    breakers,
    limits,
    audit,
    vault,
    registry,
    store,
    now,
  }
  const served = { engine, openCalls, tasks, service, connections, authorizations, readiness, sharedState }
  const agents = { mcp, guard, resource, settings }
  await app.register(routes, {
    ...managed,
    ...served,
    ...agents,
    inbound,
    redactor,
    metrics: metrics.registry,
  })
  await app.ready()
  return app
}
