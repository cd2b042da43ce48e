import type { Test } from 'tap'
import type { Settings } from '@patchbay/runtime'
import type { Store } from '../../src/store/store.ts'
import type { Network } from '../../src/vendor/guarded-connector.ts'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { adminKey, openApp, type OpenApp } from '../support/open-app.ts'
import { paperHistory, type PaperHistory } from '../support/paper-history.ts'

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute

/** An app whose history and clock the test writes. */
export interface WatchedApp extends OpenApp {
  readonly history: PaperHistory
  /** Milliseconds since 1970; goes on by `pass` alone. */
  readonly now: () => number
  pass(milliseconds: number): void
  send(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  data<T>(answer: Answer | Promise<Answer>): Promise<T>
  /** Lets a stretch up to now have so many calls a minute, of which a share has failed by the vendor. */
  traffic(duration: number, perMinute: number, failing: number, tenant?: string): void
}

const begin = Date.UTC(2026, 10, 1, 12)

export interface WatchedOptions {
  readonly settings?: Partial<Settings>
  readonly egressAllow?: readonly string[]
  readonly history?: PaperHistory
  readonly clock?: { now: number }
  readonly network?: Network | undefined
}

export async function openWatched(t: Test, store: Store, options: WatchedOptions = {}): Promise<WatchedApp> {
  const {
    network,
    settings = {},
    egressAllow = [],
    history = paperHistory(),
    clock = { now: begin },
  } = options
  const app = await openApp(t, {
    settings: { alertInterval: '50ms', ...settings },
    dependencies: {
      store,
      callHistory: history,
      egressAllow,
      now: () => clock.now,
      ...(network !== undefined && { network }),
    },
  })
  return {
    ...app,
    history,
    now: () => clock.now,
    pass: (milliseconds) => void (clock.now += milliseconds),
    send: (method, path, body, headers = {}) =>
      fetchAnswer(app.url + path, {
        method,
        headers: {
          authorization: `Bearer ${adminKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    async data<T>(answer: Answer | Promise<Answer>) {
      return (JSON.parse((await answer).text) as { data: T }).data
    },
    traffic(duration, perMinute, failing, tenant = 'default') {
      for (let at = clock.now - duration; at < clock.now; at += minute) {
        history.add({ at, tenant, calls: perMinute, vendorErrors: perMinute * failing })
      }
    },
  }
}
