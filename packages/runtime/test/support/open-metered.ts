import type { RequestListener } from 'node:http'
import type { Test } from 'tap'
import type { ConnectionSettings, Dependencies, Settings } from '@patchbay/runtime'
import type { LimitState } from '../../src/limits/limit-overview.ts'
import type { Answer } from './answer.ts'
import { openApp, type OpenApp } from './open-app.ts'
import { answerJson, startVendor, type Vendor } from './start-vendor.ts'

export interface OpenMetered extends OpenApp {
  readonly vendor: Vendor
  readonly call: (operation: string, input?: unknown, connection?: string) => Promise<Answer>
  readonly limits: (query?: string) => Promise<LimitState[]>
  /** How the limit of this id is now; the only one, or the first of those with these values. */
  readonly limit: (id: string, values?: LimitState['values']) => Promise<LimitState>
}

export interface MeteredOptions {
  readonly listener?: RequestListener
  readonly settings?: Partial<Settings>
  readonly connections?: ReadonlyArray<Partial<ConnectionSettings>>
  readonly dependencies?: Partial<Dependencies>
  readonly vendor?: Vendor
}

/** The metered connector, connected to a vendor that answers as the listener does. */
export async function openMetered(t: Test, options: MeteredOptions = {}): Promise<OpenMetered> {
  const {
    listener = answerJson({ ok: true }),
    settings = {},
    connections = [{}],
    dependencies = {},
  } = options
  const vendor = options.vendor ?? (await startVendor(t, listener))
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/metered', ...settings },
    dependencies: {
      connections: connections.flatMap((connection) => vendor.connect('metered', connection).connections),
      egressAllow: [vendor.url],
      ...dependencies,
    },
  })
  const limits = async (query = ''): Promise<LimitState[]> =>
    (JSON.parse((await app.get(`/v1/limits${query}`)).text) as { data: LimitState[] }).data
  return {
    ...app,
    vendor,
    call: (operation, input = {}, connection = 'main') =>
      app.post(`/v1/connectors/metered/${operation}`, input, { 'patchbay-connection': connection }),
    limits,
    async limit(id, wanted = {}) {
      const found = (await limits()).find(
        ({ limit, values }) =>
          limit === id && Object.entries(wanted).every(([key, value]) => values[key] === value),
      )
      if (found === undefined) throw new Error(`there is no limit ${id}`)
      return found
    },
  }
}
