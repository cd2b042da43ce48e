import { apiKey, defineVendor, Secret, Type } from '@patchbay/contract'

const plenty = 1_000_000_000

export const vendor = defineVendor({
  api: 'Bench warehouse v1',
  docs: 'https://bench.example/docs',
  sunset: null,
  config: Type.Object({}),
  auth: {
    key: apiKey({
      title: 'API key',
      help: 'Any key opens this vendor.',
      credentials: Type.Object({ apiKey: Secret({ title: 'API key' }) }),
      field: 'apiKey',
      in: 'header',
      name: 'authorization',
      prefix: 'Bearer ',
    }),
  },
  origins: { api: 'https://bench.example' },
  // There to be counted, and too large to hold anything back.
  limits: {
    account: {
      kind: 'bucket',
      title: 'Requests of an account',
      unit: 'requests',
      per: ['connection'],
      capacity: plenty,
      refillPerSecond: plenty,
      source: 'Invented for the benchmark.',
    },
  },
  classify: () => undefined,
})
