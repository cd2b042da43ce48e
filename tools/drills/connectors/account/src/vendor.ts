import { defineVendor, oauth2, Type } from '@patchbay/contract'

const endpoints = {
  authorize: { origin: 'login', path: '/authorize' },
  token: { origin: 'login', path: '/token' },
  revocation: { origin: 'login', path: '/revoke' },
} as const

const facts = {
  help: 'Any client of the drill.',
  ...endpoints,
  scopes: ['read'],
  refreshTokens: 'rotating',
} as const

export const vendor = defineVendor({
  api: 'Account v1',
  docs: 'https://account.example/docs',
  sunset: null,
  config: Type.Object({}),
  auth: {
    imported: oauth2({ ...facts, title: 'A refresh token', grant: 'refresh-token' }),
    person: oauth2({ ...facts, title: 'A person', grant: 'authorization-code', pkce: 'S256' }),
  },
  origins: { api: 'https://api.account.example', login: 'https://login.account.example' },
  limits: {},
})
