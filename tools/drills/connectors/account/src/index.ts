import { defineConnector, defineOperation, Type } from '@patchbay/contract'
import { vendor } from './vendor.ts'

const Item = Type.Object({ ok: Type.Boolean() })

const read = {
  title: 'Read',
  description: 'Reads what the account has under the name.',
  effect: 'read',
  timeout: '60s',
  input: Type.Object({ name: Type.String({ default: 'good', maxLength: 100 }) }),
  output: Item,
  examples: [{ title: 'One', input: { name: 'good' }, output: { ok: true } }],
} as const

/** A vendor that is asked with tokens, which drills let end, be refused and be fought for. */
export default defineConnector({
  id: 'account',
  title: 'Account',
  description: 'A vendor behind an identity provider.',
  stability: 'experimental',
  vendor,
  check: 'items.get',
  operations: {
    'items.get': defineOperation(vendor, {
      ...read,
      run: async ({ input, http }) =>
        (await http.get(`/api/${encodeURIComponent(input.name)}`, { response: Item })).body,
    }),
    // The same, from a cache.
    'notes.get': defineOperation(vendor, {
      ...read,
      cache: { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' },
      run: async ({ input, http }) =>
        (await http.get(`/api/${encodeURIComponent(input.name)}`, { response: Item })).body,
    }),
  },
})
