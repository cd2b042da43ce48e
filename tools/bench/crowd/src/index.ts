import { apiKey, defineConnector, defineOperation, defineVendor, Secret, Type } from '@patchbay/contract'

const vendor = defineVendor({
  api: 'Crowd 1',
  docs: 'https://crowd.example/docs',
  sunset: null,
  config: Type.Object({}),
  auth: {
    key: apiKey({
      title: 'Key',
      help: 'Any.',
      credentials: Type.Object({ apiKey: Secret() }),
      field: 'apiKey',
      in: 'header',
      name: 'x-key',
    }),
  },
  origins: { api: 'https://crowd.example' },
  limits: {},
})

const count = 1_000
const input = Type.Object({
  id: Type.String({ description: 'Of the thing.' }),
  loud: Type.Optional(Type.Boolean()),
})
const output = Type.Object({ id: Type.String(), name: Type.String() })

const operationOf = (index: number) =>
  defineOperation(vendor, {
    title: `Get thing ${index}`,
    description: `Gets the thing number ${index}, one of many that nobody asks for in a benchmark.`,
    effect: 'read',
    input,
    output,
    examples: [{ title: 'One', input: { id: 'a' }, output: { id: 'a', name: 'A' } }],
    run: async ({ input: { id } }) => ({ id, name: 'A' }),
  })

/** A thousand operations, to measure what a call costs among many tools. */
export default defineConnector({
  id: 'crowd',
  title: 'Crowd',
  description: 'Many operations that nobody calls.',
  stability: 'experimental',
  vendor,
  check: 'thing-0.get',
  operations: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`thing-${index}.get`, operationOf(index)]),
  ),
})
