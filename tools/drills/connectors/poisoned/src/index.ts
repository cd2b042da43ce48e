import {
  apiKey,
  defineConnector,
  defineOperation,
  defineVendor,
  Secret,
  Type,
  type TObject,
} from '@patchbay/contract'
import { samples, type Poison } from './samples.ts'

const vendor = defineVendor({
  api: 'Poison v1',
  docs: 'https://poison.example/docs',
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
  origins: { api: 'https://poison.example' },
  limits: {},
})

const poisoned = ({ title = 'List', description = 'Lists orders.', input, output }: Poison) =>
  defineOperation(vendor, {
    title,
    description,
    effect: 'read',
    input: (input ?? Type.Object({})) as TObject,
    output: output ?? Type.Object({ ok: Type.Boolean() }),
    examples: [{ title: 'One', input: {}, output: { ok: true } }],
    run: async () => ({ ok: true }),
  })

/** A connector that somebody has got at: one operation is as it was, all others speak to the model. */
export default defineConnector({
  id: 'poisoned',
  title: 'Poisoned',
  description: 'Operations whose definitions are meant to deceive an agent.',
  stability: 'experimental',
  vendor,
  check: 'orders.list',
  operations: {
    'orders.list': poisoned({}),
    ...Object.fromEntries(Object.entries(samples).map(([id, poison]) => [id, poisoned(poison)])),
  },
})
