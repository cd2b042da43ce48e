import { apiKey, defineVendor, Secret, Type } from '@patchbay/contract'

export const vendor = defineVendor({
  api: 'Mirror v1',
  docs: 'https://mirror.example/docs',
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
  origins: { api: 'https://mirror.example' },
  limits: {},
})
