import { defineConnector, defineOperation, Type } from '@patchbay/contract'
import { vendor } from './vendor.ts'

const Item = Type.Object({ ok: Type.Boolean() })

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
      title: 'Read',
      description: 'Reads what the account has under the name.',
      effect: 'read',
      timeout: '60s',
      input: Type.Object({ name: Type.String({ default: 'good', maxLength: 100 }) }),
      output: Item,
      examples: [{ title: 'One', input: { name: 'good' }, output: { ok: true } }],
      run: async ({ input, http }) =>
        (await http.get(`/api/${encodeURIComponent(input.name)}`, { response: Item })).body,
    }),
  },
})
