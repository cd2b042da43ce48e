import type { RequestListener } from 'node:http'
import type { Test } from 'tap'
import type { ConnectionSettings, Settings } from '@patchbay/runtime'
import type { Answer } from './answer.ts'
import { openApp, type OpenApp, type OpenOptions } from './open-app.ts'
import { answerJson, startVendor, type Vendor } from './start-vendor.ts'

/** What is said of an answer, and its titles. */
export interface Shelved {
  readonly status: number
  readonly headers: Answer['headers']
  readonly titles: unknown
  readonly cache: string | undefined
  readonly age: number | undefined
  readonly meta: Readonly<Record<string, unknown>>
}

export interface OpenShelf extends OpenApp {
  readonly vendor: Vendor
  /** Calls by GET; `input` as a query string. */
  readonly find: (query?: string, headers?: Record<string, string>) => Promise<Shelved>
  readonly call: (operation: string, input?: unknown, headers?: Record<string, string>) => Promise<Answer>
  /** Lets time pass for what is kept. */
  readonly pass: (seconds: number) => void
}

export interface ShelfOptions {
  readonly settings?: Partial<Settings>
  readonly connections?: ReadonlyArray<Partial<ConnectionSettings>>
  readonly dependencies?: OpenOptions['dependencies']
  /** Shared by several apps, such as those of a fleet. Default: one of its own, which answers with a count. */
  readonly vendor?: Vendor
  readonly clock?: Clock
}

export interface Clock {
  now: number
}

export const shelved = ({ status, headers, text }: Answer): Shelved => {
  const { data, meta } = JSON.parse(text === '' ? '{}' : text) as {
    data?: { titles?: unknown }
    meta?: Record<string, unknown>
  }
  const cache = meta?.['cache'] as { status?: string; age?: number } | undefined
  return { status, headers, titles: data?.titles, cache: cache?.status, age: cache?.age, meta: meta ?? {} }
}

/** Answers each request with how many there have been. */
export function counting(): RequestListener {
  let count = 0
  return (request, response) => {
    count += 1
    answerJson({ titles: [`${request.url} ${count}`] })(request, response)
  }
}

/** The shelf connector, connected to a vendor that answers as the listener does. */
export async function openShelf(t: Test, options: ShelfOptions = {}): Promise<OpenShelf> {
  const { settings = {}, connections = [{}], dependencies = {}, clock = { now: 1_800_000_000_000 } } = options
  const vendor = options.vendor ?? (await startVendor(t, counting()))
  const { egressAllow } = vendor.connect('shelf')
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/shelf', vendorAttempts: 1, ...settings },
    dependencies: {
      connections: connections.flatMap((one) => vendor.connect('shelf', one).connections),
      egressAllow,
      now: () => clock.now,
      ...dependencies,
    },
  })
  return {
    ...app,
    vendor,
    find: async (query = '', headers = {}) =>
      shelved(await app.get(`/v1/connectors/shelf/books.find?${query}`, headers)),
    call: (operation, input = {}, headers = {}) =>
      app.post(`/v1/connectors/shelf/${operation}`, input, headers),
    pass(seconds) {
      clock.now += seconds * 1_000
    },
  }
}
