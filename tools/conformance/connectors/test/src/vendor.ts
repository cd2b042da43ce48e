import { apiKey, defineVendor, Secret, Type } from '@patchbay/contract'

export const vendor = defineVendor({
  api: 'Conformance 1',
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
