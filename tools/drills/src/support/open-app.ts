import type { AddressInfo } from 'node:net'
import { buildApp, defaultSettings, type Dependencies, type Settings } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'
import { adminKey } from './runtime-process.ts'

/** An answer, its body as text. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface RequestOptions extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>
}

/** A runtime in this process that listens on a free port. */
export interface OpenApp {
  readonly url: string
  readonly app: Awaited<ReturnType<typeof buildApp>>
  /** What it has written to its log, as it was written. */
  readonly written: string[]
  /** With the administrator's key, unless the headers say otherwise. */
  fetch(path: string, init?: RequestOptions): Promise<Answer>
  /** Calls an operation by POST. */
  call(path: string, input: unknown, headers?: Record<string, string>): Promise<Answer>
  readonly close: () => Promise<void>
}

export async function openApp(settings: Partial<Settings>, dependencies: Dependencies): Promise<OpenApp> {
  const written: string[] = []
  const app = await buildApp(
    defaultSettings({ useMockData: false, logLevel: 'debug', vendorAttempts: 1, ...settings }),
    {
      adminKey,
      store: await openTestStore(),
      logDestination: { write: (line: string) => void written.push(line) },
      ...dependencies,
    },
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const fetchAnswer: OpenApp['fetch'] = async (path, init = {}) => {
    const headers = { authorization: `Bearer ${adminKey}`, ...init.headers }
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return {
    url,
    app,
    written,
    fetch: fetchAnswer,
    call: (path, input, headers = {}) =>
      fetchAnswer(`/v1/connectors/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof input === 'string' ? input : JSON.stringify(input),
      }),
    close: () => app.close(),
  }
}
