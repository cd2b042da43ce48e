import t, { type Test } from 'tap'
import { Problem } from '@patchbay/contract'
import { defaultSettings } from '@patchbay/runtime'
import { operator } from '../../src/access/operator.ts'
import { openAnswerCache } from '../../src/calls/cache/answer-cache.ts'
import { ordinaryUse } from '../../src/calls/cache/cache-use.ts'
import { createCallEngine } from '../../src/calls/call-engine.ts'
import type { CallResult } from '../../src/calls/call-result.ts'
import { openKeyedCalls } from '../../src/calls/idempotency/open-keyed-calls.ts'
import { schemaCompiler } from '../../src/calls/schema-compiler.ts'
import { createEgressPolicy } from '../../src/connections/egress-policy.ts'
import { apiKeyCredentials } from '../../src/connections/api-key-credentials.ts'
import { createFixedConnection } from '../../src/connections/fixed-connection.ts'
import { judgeConnection } from '../../src/connections/judge-connection.ts'
import type { ConnectorHost, HostServices } from '../../src/connectors/connector-host.ts'
import { createInProcessHost } from '../../src/connectors/in-process-host.ts'
import { prepareConnector } from '../../src/connectors/loaded-connector.ts'
import { createAnswerForms } from '../../src/http/answer-forms.ts'
import { createLog } from '../../src/telemetry/log.ts'
import { createMetrics } from '../../src/telemetry/metrics.ts'
import { createRedactor } from '../../src/telemetry/redaction/redactor.ts'
import { createValidatedAnswers } from '../../src/vendor/revalidation.ts'
import { createTransport } from '../../src/vendor/transport.ts'
import { freeTerms } from '../support/free-terms.ts'
import { originsOf } from '../support/origin-of.ts'
import { createVendorClient } from '../../src/vendor/vendor-client.ts'
import probe from '../fixtures/connectors/probe/index.ts'
import { operations } from '../support/open-probe.ts'
import { openBodies } from '../support/open-bodies.ts'
import { anyStore } from '../support/with-each-store.ts'
import { watchedLimits } from '../support/watched-limits.ts'
import { answerJson, startVendor, type Vendor } from '../support/start-vendor.ts'

/** What crosses a process boundary: a problem as its data, anything else as a structured clone. */
const acrossError = (error: unknown): unknown =>
  Problem.is(error) ? Problem.deserialize(structuredClone(error.serialize())) : structuredClone(error)

async function acrossPromise<T>(work: Promise<T>): Promise<T> {
  try {
    return structuredClone(await work)
  } catch (error) {
    throw acrossError(error)
  }
}

/** The host as it is on the far side of a process: slower, and only plain data gets through. */
function remote(host: ConnectorHost): ConnectorHost {
  const far = async <T>(answer: () => T | Promise<T>): Promise<T> => {
    await new Promise((resolve) => setImmediate(resolve))
    return structuredClone(await answer())
  }
  const servicesOf = (services: HostServices): HostServices => ({
    request: (request) => acrossPromise(services.request(structuredClone(request))),
    limits: (about) => acrossPromise(services.limits(structuredClone(about))),
    report: (event) => services.report(structuredClone(event)),
    log: (level, fields, message) => services.log(level, structuredClone(fields), message),
    get signal() {
      return services.signal
    },
  })
  return {
    description: structuredClone(host.description),
    origins: (config) => far(() => host.origins(structuredClone(config))),
    cost: (operation, input, config) =>
      far(() => host.cost(operation, structuredClone(input), structuredClone(config))),
    classify: (answer, request) =>
      far(() => host.classify(structuredClone(answer), structuredClone(request))),
    learn: (answer, request) => far(() => host.learn(structuredClone(answer), structuredClone(request))),
    call: (call, services) => acrossPromise(host.call(structuredClone(call), servicesOf(services))),
    async *stream(call, services) {
      const parts = host.stream(structuredClone(call), servicesOf(services))[Symbol.asyncIterator]()
      for (;;) {
        const step = await acrossPromise(parts.next())
        if (step.done === true) return
        yield step.value
      }
    },
    close: () => host.close(),
  }
}

async function engineOver(t: Test, host: ConnectorHost, vendor: Vendor) {
  const metrics = createMetrics()
  const connector = prepareConnector(host, {
    compiler: schemaCompiler,
    metrics,
    callTimeoutMax: 60_000,
    taskTimeoutMax: 60_000,
  })
  const [settings] = vendor.connect('probe').connections
  if (settings === undefined) throw new Error('there is no connection')
  const egress = createEgressPolicy([vendor.url])
  const kinds = { 'api-key': apiKeyCredentials }
  const { credentials = {} } = settings
  const { account, errors } = await judgeConnection(settings, credentials, connector, { egress, kinds })
  if (account === undefined) throw new Error(JSON.stringify(errors))
  const fixed = {
    tenant: 'default',
    id: 'main',
    connector: 'probe',
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
  return async (id: string, input: object = {}): Promise<CallResult> => {
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
    })
  }
}

const outcomeOf = async (call: Promise<CallResult>): Promise<unknown> => {
  try {
    const { data, meta } = await call
    return { data, meta }
  } catch (error) {
    return Problem.is(error) ? error.serialize() : error
  }
}

t.test('a connector answers the same when only plain data reaches it', async (t) => {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const host = createInProcessHost(probe, '1.0.0')
  const near = await engineOver(t, host, vendor)
  const far = await engineOver(t, remote(host), vendor)
  const same = async (label: string, id: string, input: object = {}): Promise<void> => {
    const [one, other] = [await outcomeOf(near(id, input)), await outcomeOf(far(id, input))]
    t.same(other, one, `${label}: ${id}`)
  }
  const answers = {
    'a success': answerJson({ ok: true }, 200, { 'x-points': '3' }),
    'a refusal': answerJson({ error: 'no' }, 422),
    'a quota': answerJson({}, 429, { 'retry-after': '90' }),
    'a failure': answerJson({}, 503),
    'another shape': answerJson({ ok: 1 }),
    'a request that is told of': answerJson({}, 200, { 'x-classify': 'echo' }),
    'a bug in classify': answerJson({}, 200, { 'x-classify': 'throw' }),
  }
  for (const [label, listener] of Object.entries(answers)) {
    vendor.answerWith(listener)
    for (const id of [...Object.values(operations), 'items.copy', 'items.send']) await same(label, id)
  }
  for (const kind of [
    'type-error',
    'string',
    'undefined',
    'forbidden',
    'endless',
    'nothing',
    'bigint',
    'partial',
    'log',
  ]) {
    await same(kind, 'faults.cause', { kind })
  }
  await same('a wrong input', 'items.get', { more: 1 })
})

t.test('the description holds no functions and survives JSON', (t) => {
  const { description } = createInProcessHost(probe, '1.0.0')
  t.same(JSON.parse(JSON.stringify(description)), description)
  t.same(structuredClone(description), description)
  t.match(
    description.operations.find(({ id }) => id === 'items.get'),
    { cost: { points: 'computed' } },
  )
  t.end()
})
