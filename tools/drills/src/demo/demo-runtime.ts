import { fileURLToPath } from 'node:url'
import { buildApp, defaultSettings, type Patchbay, type Settings, openStore } from '@patchbay/runtime'

const connector = fileURLToPath(new URL('../../connectors/demo', import.meta.url))
const adminKey = 'demo-admin-key-0123456789'
const headers = { authorization: `Bearer ${adminKey}` }

type Emulator = NonNullable<ReturnType<Patchbay['emulators']['get']>>

/** One attempt, as the vendor saw it. Milliseconds since the call began. */
export interface Attempt {
  readonly at: number
  /** Undefined where there was no answer. */
  readonly status: number | undefined
}

/** What a call came to. */
export interface Outcome {
  readonly status: number
  /** Of the problem; undefined for a success. */
  readonly code: string | undefined
  readonly detail: string | undefined
  /** Seconds, as the header Retry-After says. */
  readonly retryAfter: number | undefined
  /** Milliseconds. */
  readonly duration: number
  readonly attempts: readonly Attempt[]
}

export interface Breaker {
  readonly state: string
  readonly attempts: number
  readonly failures: number
  readonly failedProbes?: number
}

/** A runtime with a connector on its emulator. */
export interface DemoRuntime {
  readonly emulator: Emulator
  call(): Promise<Outcome>
  breaker(): Promise<Breaker>
  /** The lines of /metrics that begin so. */
  metrics(prefix: RegExp): Promise<string[]>
  /** Changes of the breaker since the last time, such as `closed → open`. */
  transitions(): string[]
  close(): Promise<void>
}

export async function openDemoRuntime(settings: Partial<Settings>): Promise<DemoRuntime> {
  let transitions: string[] = []
  const write = (line: string): void => {
    const { msg, from, to } = JSON.parse(line) as { msg?: string; from?: string; to?: string }
    if (msg === 'breaker') transitions.push(`${from} → ${to}`)
  }
  const app = await buildApp(
    defaultSettings({ connectors: connector, useMockData: true, logLevel: 'info', ...settings }),
    // Waits are a random share of a growing bound; a share that stays the same shows how it grows.
    { adminKey, store: await openStore({}), logDestination: { write }, random: () => 0.8 },
  )
  const emulator = app.patchbay.emulators.get('orders') as Emulator
  let calls = 0
  return {
    emulator,
    async call() {
      calls += 1
      const before = emulator.journal.length
      const begun = Date.now()
      const clock = performance.now()
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/connectors/orders/orders.get',
        headers,
        payload: { id: `order-${calls}` },
      })
      const duration = performance.now() - clock
      const body = answer.json<{ code?: string; detail?: string }>()
      const { 'retry-after': retryAfter } = answer.headers
      return {
        status: answer.statusCode,
        code: body.code,
        detail: body.detail,
        retryAfter: retryAfter === undefined ? undefined : Number(retryAfter),
        duration,
        attempts: emulator.journal.slice(before).map(({ at, status }) => ({ at: at - begun, status })),
      }
    },
    async breaker() {
      const answer = await app.inject({ url: '/v1/breakers', headers })
      const [breaker] = answer.json<{ data: Breaker[] }>().data
      if (breaker === undefined) throw new Error('There is no breaker.')
      return breaker
    },
    async metrics(prefix) {
      const { body } = await app.inject('/metrics')
      return body.split('\n').filter((line) => prefix.test(line))
    },
    transitions() {
      const seen = transitions
      transitions = []
      return seen
    },
    close: () => app.close(),
  }
}
