import type { Test } from 'tap'
import type { Settings } from '@patchbay/runtime'
import type { Store } from '../../src/store/store.ts'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { connectorPackage } from '../support/connector-source.ts'
import { adminKey, openApp, type OpenApp } from '../support/open-app.ts'

/** As the API shows it. */
export interface ShownGroup {
  readonly id: string
  readonly tenant: string
  readonly source: string
  readonly state: string
  readonly connector: string
  readonly operation: string
  readonly code: string
  readonly title: string
  readonly count: number
  readonly isRegression: boolean
  readonly mutedUntil: string | null
  readonly hours: ReadonlyArray<{ readonly at: string; readonly count: number }>
}

export interface FailingApp extends OpenApp {
  /** Fails as its input says. */
  readonly fail: (input?: FailingInput, headers?: Record<string, string>) => Promise<Answer>
  readonly groups: (query?: string, headers?: Record<string, string>) => Promise<ShownGroup[]>
  readonly patch: (id: string, body: object, headers?: Record<string, string>) => Promise<Answer>
  /** How many errors the groups of a tenant count in all. */
  readonly total: () => Promise<number>
}

export interface FailingInput {
  readonly words?: string
  readonly status?: number
  readonly password?: string
}

const operation = `
  input: Type.Object(
    { words: Type.Optional(Type.String()), status: Type.Optional(Type.Integer()), password: Type.Optional(Secret()) },
    { additionalProperties: false },
  ),
  async run({ input, http }) {
    const { words = 'It failed', status = 500, password } = input
    if (password !== undefined) {
      throw new Problem('vendor_error', {
        detail: \`\${words} with \${password} and the-key-of-it\`,
        upstream: { status, code: password, requestId: 'the-key-of-it' },
      })
    }
    throw new Problem('vendor_error', { detail: words, upstream: { status } })
  },`

export interface FailingOptions {
  readonly store?: Store
  /** Default: the clock of the machine. */
  readonly clock?: { now: number }
  readonly settings?: Partial<Settings>
}

/** An app with a connector whose every call fails, as its input says. */
export async function openFailing(t: Test, options: FailingOptions = {}): Promise<FailingApp> {
  const { store, clock, settings = {} } = options
  const files = connectorPackage('some', { operation })
  const source = (files['index.js'] ?? '').replace('Secret, Type', 'Problem, Secret, Type')
  const baseFolder = t.testdir({ some: { ...files, 'index.js': source } })
  const app = await openApp(t, {
    settings: { connectors: './some', useMockData: false, ...settings },
    dependencies: {
      baseFolder,
      connections: [{ id: 'main', connector: 'some', credentials: { key: 'the-key-of-it' } }],
      ...(store === undefined ? {} : { store }),
      ...(clock === undefined ? {} : { now: () => clock.now }),
    },
  })
  const groups: FailingApp['groups'] = async (query = '', headers = {}) => {
    const { status, text } = await app.get(`/v1/errors${query}`, headers)
    if (status !== 200) throw new Error(text)
    return (JSON.parse(text) as { data: ShownGroup[] }).data
  }
  return {
    ...app,
    groups,
    fail: (input = {}, headers = {}) => app.post('/v1/connectors/some/thing.get', input, headers),
    patch: (id, body, headers = {}) =>
      fetchAnswer(`${app.url}/v1/errors/${id}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    total: async () => (await groups('?limit=200')).reduce((sum, { count }) => sum + count, 0),
  }
}
