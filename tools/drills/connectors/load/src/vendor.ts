import { apiKey, defineVendor, Secret, Type } from '@patchbay/contract'

const source = 'Invented for the drills.'

export const vendor = defineVendor({
  api: 'Load v1',
  docs: 'https://load.example/docs',
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
  origins: { api: 'https://load.example' },
  // In units of their own, so that only the operations that name one are held to it.
  limits: {
    narrow: {
      kind: 'window',
      title: 'A hundred a second',
      unit: 'narrow calls',
      per: ['connection'],
      amount: 100,
      window: '1s',
      source,
    },
    wide: {
      kind: 'window',
      title: 'Three hundred a second',
      unit: 'wide calls',
      per: ['connection'],
      amount: 300,
      window: '1s',
      source,
    },
  },
})
