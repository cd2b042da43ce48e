import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import type { EmulatorHost } from '@patchbay/emulator'
import { buildApp, defaultSettings, newKeyEntry, type Dependencies, type Settings } from '@patchbay/runtime'
import { fetchAnswer, type Answer } from './answer.ts'
import { anyStore } from './with-each-store.ts'

export const adminKey = 'test-admin-key-0123456789'

/** The key ring of all apps of this process. */
const keys = newKeyEntry(0)

/** The folder that references to fixtures start from. */
export const baseFolder = fileURLToPath(new URL('..', import.meta.url))

export type LogLine = Readonly<Record<string, unknown>>

export interface OpenOptions {
  readonly settings?: Partial<Settings>
  /** The store is an embedded one in memory, or what `anyStore` says, unless one is given or the settings name one. */
  readonly dependencies?: Partial<Dependencies>
}

/** A running app that is closed at the end of the test. */
export interface OpenApp {
  readonly app: FastifyInstance
  readonly port: number
  readonly url: string
  /** The emulator of the echo connector. Throws where there is none. */
  readonly echo: () => EmulatorHost
  /** What was logged so far, parsed. */
  readonly lines: () => LogLine[]
  /** The lines that stand for operation calls. */
  readonly calls: () => LogLine[]
  /** With the administrator's key, unless `headers` says otherwise. */
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>
  readonly metric: (pattern: RegExp) => Promise<number | undefined>
}

const shortWaits = {
  retryBase: '1ms',
  retryCap: '2ms',
  // Long enough for a busy machine; what silence leads to is tested where it is set.
  logSample: 1,
  vendorSilence: '2s',
  vendorConnectTimeout: '2s',
  // Tests let one origin fail in every way, one after the other; where a breaker or a budget is meant, it is set.
  breakerVolume: 1_000_000,
  retryBudgetFloor: 1_000,
} as const

const bearer = { authorization: `Bearer ${adminKey}` }

/** Builds an app on the echo fixture and listens on a free port. */
export async function openApp(
  t: Test,
  { settings = {}, dependencies = {} }: OpenOptions = {},
): Promise<OpenApp> {
  const written: string[] = []
  const ownStore = settings.databaseUrl === undefined && settings.dataFolder === undefined
  const store = dependencies.store ?? (ownStore ? await anyStore(t) : undefined)
  const app = await buildApp(
    defaultSettings({
      ...shortWaits,
      connectors: './fixtures/connectors/echo',
      logLevel: 'debug',
      useMockData: true,
      // None is made in the working directory.
      ...(settings.keysFile === undefined && settings.dataFolder === undefined ? { keys } : {}),
      ...settings,
    }),
    {
      adminKey,
      baseFolder,
      logDestination: { write: (line: string) => void written.push(line) },
      ...(store === undefined ? {} : { store }),
      ...dependencies,
    },
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  const { port } = app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const lines = (): LogLine[] => written.map((line) => JSON.parse(line) as LogLine)

  return {
    app,
    port,
    url,
    echo() {
      const echo = app.patchbay.emulators.get('echo')
      if (echo === undefined) throw new Error('the echo emulator does not run')
      return echo
    },
    lines,
    calls: () => lines().filter(({ msg }) => msg === 'call'),
    get: (path, headers = {}) => fetchAnswer(url + path, { headers: { ...bearer, ...headers } }),
    post: (path, body, headers = {}) =>
      fetchAnswer(url + path, {
        method: 'POST',
        headers: { ...bearer, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async metric(pattern) {
      const { text } = await fetchAnswer(`${url}/metrics`)
      const line = text.split('\n').find((one) => pattern.test(one))
      return line === undefined ? undefined : Number(line.split(' ').at(-1))
    },
  }
}
