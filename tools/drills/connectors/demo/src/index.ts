import { apiKey, defineConnector, defineOperation, defineVendor, Secret, Type } from '@patchbay/contract'

const vendor = defineVendor({
  api: 'Orders v1',
  docs: 'https://orders.example/docs',
  sunset: null,
  config: Type.Object({}),
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
  origins: { api: 'https://orders.example' },
  limits: {},
})

const Order = Type.Object({ id: Type.String(), total: Type.Number() })

const get = defineOperation(vendor, {
  title: 'Get an order',
  description: 'One order by its id.',
  effect: 'read',
  timeout: '3s',
  input: Type.Object({ id: Type.String({ default: 'first', pattern: '^[a-z0-9-]+$' }) }),
  output: Order,
  examples: [{ title: 'An order', input: { id: 'first' }, output: { id: 'first', total: 42 } }],
  run: async ({ input, http }) => (await http.get(`/orders/${input.id}`, { response: Order })).body,
})

/** The vendor that fails in the demonstration of faults. */
export default defineConnector({
  id: 'orders',
  title: 'Orders',
  description: 'A vendor whose emulator fails when it is told to.',
  stability: 'experimental',
  vendor,
  check: 'orders.get',
  operations: { 'orders.get': get },
  emulator: () => import('./emulator.ts'),
})
