import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { EmulatorHost } from '@patchbay/emulator'
import {
  buildApp,
  defaultSettings,
  newKeyEntry,
  type ConnectionSettings,
  type ConnectorDescription,
  type ConnectorHost,
  type OperationDescription,
  type Settings,
  type TransformRunner,
  type Store,
} from '@patchbay/runtime'
import { noteAsked, requestsSeen } from './requests.ts'
import { toQuery } from './to-query.ts'

const adminKey = 'acceptance-admin-key'

/** An answer of the runtime, with its body parsed. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly data?: unknown
    readonly meta?: {
      readonly partial?: boolean
      readonly requestId?: string
      readonly cost?: Readonly<Record<string, { readonly predicted?: number }>>
      readonly warnings?: ReadonlyArray<{ code: string; message: string }>
      readonly cache?: { readonly status: string }
    }
    readonly code?: string
    readonly detail?: string
    readonly retryable?: boolean
    readonly status?: number
  }
}

/** A connector under test: served by a runtime, connected to its emulator. */
export interface Harness {
  /** That of all its runtimes. */
  readonly store: Store
  readonly description: ConnectorDescription
  /** For what no call of an operation reaches. */
  readonly host: Pick<ConnectorHost, 'present' | 'prompt'>
  readonly emulator: EmulatorHost
  readonly baseUrl: string
  readonly adminKey: string
  /** Everything that left the runtime so far: log lines, bodies, headers. */
  readonly outputs: string[]
  call(operation: OperationDescription, input: unknown, options?: CallOptions): Promise<Answer>
  /** How the limits of the connection that works are now. */
  limits(): Promise<readonly LimitLevel[]>
  close(): Promise<void>
}

/** How much is left of one count of a limit. */
export interface LimitLevel {
  readonly limit: string
  readonly left: number
  readonly capacity: number
}

export interface CallOptions {
  readonly method?: 'GET' | 'POST'
  readonly connection?: string
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** Whether the cache of the runtime may take part. Default: no, for most checks count what reaches the vendor. */
  readonly isCached?: boolean
}

// One ring for all runtimes over the store: each has to open what another one has sealed there, such as tokens.
const keys = newKeyEntry(0)

// Waits are short so that the fault matrix is quick; the emulator answers within milliseconds.
const settings = (folder: URL, overrides: Partial<Settings> = {}): Settings =>
  defaultSettings({
    connectors: fileURLToPath(folder).replace(/\/$/, ''),
    logLevel: 'debug',
    keys,
    retryBase: '1ms',
    retryCap: '2ms',
    // On a busy machine the emulator, which is in the same process, may be late.
    vendorSilence: '10s',
    // The matrix is one long outage, which would open the breaker and use up the retries.
    breakerVolume: 1_000_000,
    retryBudgetFloor: 1_000,
    callRate: 'off', // the suite makes more calls than a caller commonly may
    limits: 'observe', // a vendor that allows two requests a second would make every check wait
    useMockData: true,
    ...overrides,
  })

/** Names of the two connections that the harness opens: one that works, one with credentials that don't. */
export const connections = { good: 'good', bad: 'bad' } as const

export async function openHarness(folder: URL, store: Store): Promise<Harness> {
  const outputs: string[] = []
  const logDestination = { write: (line: string) => void outputs.push(line) }
  const probe = await buildApp(settings(folder), { adminKey, logDestination, store })
  const [held] = probe.patchbay.registry.quarantined
  if (held !== undefined) {
    await probe.close()
    throw new Error(`The connector is quarantined (${held.code}): ${held.reason}`)
  }
  const [connector] = probe.patchbay.registry.loaded
  const description = connector?.host.description
  const emulator = probe.patchbay.emulators.get(description?.id ?? '')
  if (description === undefined || emulator === undefined) {
    await probe.close()
    throw new Error('The connector declares no emulator; the acceptance suite needs one.')
  }
  // Some emulators do their heavy set-up on the first request; the short waits below are not for that.
  await fetch(emulator.url).catch(() => undefined)

  const harness = await serve(folder, { description, emulator, outputs, store })
  return {
    ...harness,
    async close() {
      await harness.close()
      await probe.close()
    },
  }
}

/** What another runtime does otherwise. */
export interface Overrides {
  readonly settings?: Partial<Settings>
  readonly transforms?: TransformRunner
  /** Emulators beside that of the harness, each behind the connection of its number. Default: none. */
  readonly lanes?: readonly EmulatorHost[]
}

/** The connection that leads to a lane. */
export const laneConnection = (index: number): string => `lane-${index}`

/** Serves a connector with one more runtime, connected to the emulator that is there. */
export async function serve(
  folder: URL,
  { description, emulator, outputs, store }: Pick<Harness, 'description' | 'emulator' | 'outputs' | 'store'>,
  { settings: ownSettings, transforms, lanes = [] }: Overrides = {},
): Promise<Harness> {
  const app = await buildApp(settings(folder, ownSettings), {
    adminKey,
    store,
    logDestination: { write: (line: string) => void outputs.push(line) },
    emulators: new Map([[description.id, emulator]]),
    connections: [
      connectionTo(description, emulator, connections.good),
      connectionTo(description, emulator, connections.bad, reversed),
      ...lanes.map((lane, index) => connectionTo(description, lane, laneConnection(index))),
    ],
    egressAllow: [emulator, ...lanes].map(({ url }) => url),
    ...(transforms === undefined ? {} : { transforms }),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const baseUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const seen = { description, emulator }
  const [loaded] = app.patchbay.registry.loaded
  if (loaded === undefined) throw new Error('The connector is not loaded any more.')

  return {
    description,
    host: loaded.host,
    emulator,
    store,
    baseUrl,
    adminKey,
    outputs,
    async call(operation, input, options = {}) {
      const { method = 'POST', connection = connections.good, idempotencyKey, signal } = options
      const { isCached = false } = options
      const url = new URL(`/v1/connectors/${description.id}/${operation.id}`, baseUrl)
      if (method === 'GET') url.search = toQuery(input)
      const headers = {
        authorization: `Bearer ${adminKey}`,
        'patchbay-connection': connection,
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...(isCached ? {} : { 'cache-control': 'no-store' }),
      }
      const request =
        method === 'GET'
          ? { headers }
          : {
              method,
              headers: { ...headers, 'content-type': 'application/json' },
              body: JSON.stringify(input),
            }
      const before = requestsSeen(seen).length
      const response = await fetch(url, { ...request, signal: signal ?? null })
      const text = await response.text()
      if (requestsSeen(seen).length > before) noteAsked(seen, operation.id)
      outputs.push(text, JSON.stringify([...response.headers]))
      const { status } = response
      const isStream = response.headers.get('content-type') === 'application/x-ndjson'
      const body = isStream ? readStream(text) : (JSON.parse(text) as Answer['body'])
      return { status: (isStream ? body.status : undefined) ?? status, headers: response.headers, body }
    },
    async limits() {
      const headers = { authorization: `Bearer ${adminKey}` }
      const response = await fetch(`${baseUrl}/v1/limits?connection=${connections.good}`, { headers })
      return ((await response.json()) as { data: LimitLevel[] }).data
    },
    close: () => app.close(),
  }
}

/** A streamed answer as one: its items as data, or the problem that it has ended with, as if it had begun with it. */
function readStream(text: string): Answer['body'] {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { data?: unknown; meta?: object; problem?: Answer['body'] })
  const last = lines.pop()
  if (last?.problem !== undefined) return last.problem
  if (last?.meta === undefined) throw new Error('The stream has no last line.')
  return { data: lines.map(({ data }) => data), meta: last.meta }
}

/** A connection to an emulator, with its credentials or with what is made of them. */
function connectionTo(
  { id: connector, origins }: ConnectorDescription,
  { emulator, url }: EmulatorHost,
  id: string,
  made = (credential: string): string => credential,
): ConnectionSettings {
  const { config, auth, credentials } = emulator.connection
  return {
    id,
    connector,
    config: { ...config },
    auth,
    credentials: Object.fromEntries(
      Object.entries(credentials).map(([field, value]) => [field, made(value)]),
    ),
    origins: Object.fromEntries(origins.map((origin) => [origin, url])),
  }
}

// Of the same length and alphabet, so that it still fits the credential's schema.
export const reversed = (text: string): string => Array.from(text).toReversed().join('')
