import {
  apiKey,
  defineConnector,
  defineOperation,
  defineVendor,
  oauth2,
  Secret,
  Type,
} from '@patchbay/contract'

const vendor = defineVendor({
  api: 'Confidant v1',
  docs: 'https://confidant.example/docs',
  sunset: null,
  config: Type.Object({ pin: Type.Optional(Secret()) }),
  auth: {
    key: apiKey({
      title: 'API key',
      help: 'Any key opens this vendor.',
      credentials: Type.Object({ key: Secret() }),
      field: 'key',
      in: 'header',
      name: 'x-api-key',
    }),
    tokens: oauth2({
      grant: 'refresh-token',
      title: 'Refresh token',
      help: 'Any refresh token opens this vendor, once.',
      token: { origin: 'token', path: '/token' },
      scopes: ['all'],
      refreshTokens: 'rotating',
    }),
  },
  origins: { api: 'https://confidant.example', token: 'https://login.confidant.example' },
  limits: {},
})

const input = Type.Object({ name: Type.String({ maxLength: 100 }), password: Type.Optional(Secret()) })
const Answer = Type.Object({ ok: Type.Boolean(), seen: Type.String() })
const examples = [{ title: 'One', input: { name: 'good' }, output: { ok: true, seen: 'good' } }] as const

/** A vendor that is told secrets in every place that a connector can have them. */
export default defineConnector({
  id: 'confidant',
  title: 'Confidant',
  description: 'A vendor that is told every kind of secret.',
  stability: 'experimental',
  vendor,
  check: 'items.get',
  operations: {
    'items.get': defineOperation(vendor, {
      title: 'Read',
      description: 'Reads what the vendor has under the name.',
      effect: 'read',
      cache: { ttl: '10m' },
      input,
      output: Answer,
      examples,
      run: async ({ input: { name }, http }) =>
        (await http.get(`/${encodeURIComponent(name)}`, { response: Answer })).body,
    }),
    'items.add': defineOperation(vendor, {
      title: 'Add',
      description: 'Sends all of the input to the vendor.',
      effect: 'write',
      input,
      output: Answer,
      examples,
      run: async ({ input, http }) =>
        (await http.post(`/${encodeURIComponent(input.name)}`, { json: input, response: Answer })).body,
    }),
  },
})
