import { apiKey, defineConnector, defineOperation, defineVendor, Secret, Type } from '@patchbay/contract'

const vendor = defineVendor({
  api: 'Drill v1',
  docs: 'https://drill.example/docs',
  sunset: null,
  config: Type.Object({ host: Type.String({ default: 'drill.example' }) }),
  auth: {
    key: apiKey({
      title: 'API key',
      help: 'Any key opens this vendor.',
      credentials: Type.Object({ key: Secret() }),
      field: 'key',
      in: 'header',
      name: 'x-api-key',
    }),
  },
  // A connector that checks nothing of its config: what it is given must still not lead inside.
  origins: { api: ({ host }) => `https://${host}` },
  limits: {},
})

const Item = Type.Object({ ok: Type.Boolean() })

const get = defineOperation(vendor, {
  title: 'Get',
  description: 'Reads what the vendor has under the name.',
  effect: 'read',
  timeout: '1500ms',
  input: Type.Object({ name: Type.String({ default: 'good' }) }),
  output: Item,
  examples: [{ title: 'One', input: { name: 'good' }, output: { ok: true } }],
  run: async ({ input, http }) =>
    (await http.get(`/${encodeURIComponent(input.name)}`, { response: Item })).body,
})

export default defineConnector({
  id: 'drill',
  title: 'Drill',
  description: 'A vendor whose every byte, address and name a drill decides.',
  stability: 'experimental',
  vendor,
  check: 'items.get',
  operations: { 'items.get': get },
})
