import {
  apiKey,
  defineConnector,
  defineOperation,
  defineVendor,
  Secret,
  Type,
  type TObject,
} from '@patchbay/contract'

const vendor = defineVendor({
  api: 'Conformance of schemas 1',
  docs: 'https://conformance.example/docs',
  sunset: null,
  config: Type.Object({}),
  auth: {
    key: apiKey({
      title: 'Key',
      help: 'Any key will do.',
      credentials: Type.Object({ key: Secret() }),
      field: 'key',
      in: 'header',
      name: 'X-Api-Key',
    }),
  },
  origins: { api: 'https://conformance.example' },
  limits: {},
})

/** Of the draft of 2020, with keywords that a schema library does not write. */
const input = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
} as unknown as TObject

const schema = defineOperation(vendor, {
  title: 'Schema of 2020',
  description: 'Takes what a schema of the draft of 2020 describes.',
  effect: 'read',
  input,
  output: Type.Object({ done: Type.Boolean() }),
  examples: [{ title: 'By phone', input: { contactMethod: 'phone', phone: '1' }, output: { done: true } }],
  run: async () => ({ done: true }),
})

const check = defineOperation(vendor, {
  title: 'Check',
  description: 'Shows that the connection works.',
  effect: 'read',
  input: Type.Object({}),
  output: Type.Object({ done: Type.Boolean() }),
  examples: [{ title: 'Only call', input: {}, output: { done: true } }],
  run: async () => ({ done: true }),
})

export default defineConnector({
  id: 'json',
  title: 'Conformance of schemas',
  description: 'The tool by which the conformance suite sees whether schemas stay as they are.',
  stability: 'experimental',
  vendor,
  operations: { 'schema-2020-12.tool': schema, 'connection.check': check },
  check: 'connection.check',
  emulator: () => import('./emulator.ts'),
})
