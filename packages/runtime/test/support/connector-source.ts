/** What `t.testdir` makes a package of. */
export type PackageFiles = Readonly<Record<string, string>>

interface Choices {
  readonly manifest?: Readonly<Record<string, unknown>>
  /** Changes of the definition, as the source of an object's members. */
  readonly definition?: string
  /** Changes of its operation. */
  readonly operation?: string
  /** Replaces the whole module. */
  readonly source?: string
}

/** The files of a connector package in plain JavaScript, which no type checker has seen. */
export function connectorPackage(id: string, choices: Choices = {}): PackageFiles {
  const { manifest = {}, definition = '', operation = '', source } = choices
  return {
    'package.json': JSON.stringify({
      name: `connector-${id}`,
      version: '1.0.0',
      type: 'module',
      exports: { '.': './index.js' },
      patchbay: { contract: '1' },
      ...manifest,
    }),
    'index.js': source ?? connectorSource(id, definition, operation),
  }
}

const connectorSource = (id: string, definition: string, operation: string): string => `
import { apiKey, defineConnector, defineVendor, Secret, Type } from '@patchbay/contract'

const vendor = defineVendor({
  api: 'Some 1', docs: 'https://some.example/docs', sunset: null,
  config: Type.Object({}),
  auth: {
    key: apiKey({
      title: 'Key', help: 'Any.', credentials: Type.Object({ key: Secret() }), field: 'key', in: 'query', name: 'key',
    }),
  },
  origins: { api: 'https://some.example' },
  limits: {},
})
const get = {
  title: 'Get', description: 'Gets it.', effect: 'read',
  input: Type.Object({}, { additionalProperties: false }), output: Type.Object({}),
  examples: [{ title: 'It', input: {}, output: {} }],
  run: async () => ({ from: ${JSON.stringify(id)} }),
  ${operation}
}
export default defineConnector({
  id: ${JSON.stringify(id)}, title: 'Some', description: 'Some connector.', stability: 'beta', vendor,
  operations: { 'thing.get': get }, check: 'thing.get',
  ${definition}
})
`
