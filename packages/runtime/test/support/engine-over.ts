import type { Test } from 'tap'
import { defaultSettings } from '@patchbay/runtime'
import { operator } from '../../src/access/operator.ts'
import { openAnswerCache } from '../../src/calls/cache/answer-cache.ts'
import { ordinaryUse } from '../../src/calls/cache/cache-use.ts'
import { createCallEngine } from '../../src/calls/call-engine.ts'
import type { CallResult } from '../../src/calls/call-result.ts'
import type { Call } from '../../src/calls/call.ts'
import { openKeyedCalls } from '../../src/calls/idempotency/open-keyed-calls.ts'
import { schemaCompiler } from '../../src/calls/schema-compiler.ts'
import { createEgressPolicy } from '../../src/connections/egress-policy.ts'
import { apiKeyCredentials } from '../../src/connections/api-key-credentials.ts'
import { createFixedConnection } from '../../src/connections/fixed-connection.ts'
import { judgeConnection } from '../../src/connections/judge-connection.ts'
import type { ConnectorHost } from '../../src/connectors/connector-host.ts'
import { prepareConnector } from '../../src/connectors/loaded-connector.ts'
import { createAnswerForms } from '../../src/http/answer-forms.ts'
import { createLog } from '../../src/telemetry/log.ts'
import { createMetrics } from '../../src/telemetry/metrics.ts'
import { createRedactor } from '../../src/telemetry/redaction/redactor.ts'
import { createValidatedAnswers } from '../../src/vendor/revalidation.ts'
import { createTransport } from '../../src/vendor/transport.ts'
import { freeTerms } from './free-terms.ts'
import { originsOf } from './origin-of.ts'
import { createVendorClient } from '../../src/vendor/vendor-client.ts'
import { openBodies } from './open-bodies.ts'
import { anyStore } from './with-each-store.ts'
import { watchedLimits } from './watched-limits.ts'
import type { Vendor } from './start-vendor.ts'

/** The calls of one connector's operations, over a host of it. */
export async function engineOver(t: Test, host: ConnectorHost, vendor: Vendor) {
  const metrics = createMetrics()
  const connector = prepareConnector(host, {
    compiler: schemaCompiler,
    metrics,
    callTimeoutMax: 60_000,
  })
  const [settings] = vendor.connect(host.description.id).connections
  if (settings === undefined) throw new Error('there is no connection')
  const egress = createEgressPolicy([vendor.url])
  const kinds = { 'api-key': apiKeyCredentials }
  const { credentials = {} } = settings
  const { account, errors } = await judgeConnection(settings, credentials, connector, { egress, kinds })
  if (account === undefined) throw new Error(JSON.stringify(errors))
  const fixed = {
    tenant: 'default',
    id: 'main',
    connector: host.description.id,
    source: 'live',
    account,
    credentials,
  } as const
  const { connection } = createFixedConnection(fixed, kinds)
  const connections = { choose: () => connection }
  const transport = createTransport({
    egress,
    connectTimeout: 500,
    silence: 200,
    maxBytes: 10_000,
    socketsPerOrigin: 4,
    queuePerOrigin: 8,
  })
  t.teardown(() => transport.close())
  const client = createVendorClient(connection, {
    host,
    transport,
    retry: { attempts: 3, base: 1, cap: 2 },
    originOf: originsOf(t),
    limits: watchedLimits(t).of(host, connection),
    random: () => 0,
    now: Date.now,
    validated: createValidatedAnswers(10_000),
  })
  const store = await anyStore(t)
  const redactor = createRedactor()
  const log = createLog('debug', redactor, { write: () => {} })
  const engine = createCallEngine({
    log,
    connections,
    keyedCalls: openKeyedCalls({
      settings: defaultSettings(),
      store,
      bodies: openBodies(store),
      metrics: metrics.registry,
      forms: createAnswerForms(redactor),
      log,
    }),
    clientOf: () => client,
    terms: freeTerms(),
    openCache: (perform) =>
      openAnswerCache({
        settings: { cacheBytes: 1_000_000, cacheEntryBytes: 100_000 },
        state: undefined,
        registry: metrics.registry,
        log,
        now: Date.now,
        perform,
      }),
    now: Date.now,
    random: () => 0,
    problemText: ({ code }) => JSON.stringify({ code }),
    logSample: 1,
    slowCall: 1_000,
  })
  return async (id: string, input: object = {}, more: Partial<Call> = {}): Promise<CallResult> => {
    const operation = connector.operations.get(id)
    if (operation === undefined) throw new Error(`there is no operation ${id}`)
    return engine.run({
      operation,
      input: structuredClone(input),
      form: 'json',
      wantedConnection: undefined,
      place: {},
      principal: operator,
      cacheUse: ordinaryUse,
      requestId: 'request',
      traceId: 'trace',
      attend() {},
      ...more,
    })
  }
}
