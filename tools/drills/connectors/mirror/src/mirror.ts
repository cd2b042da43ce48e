import { defineConnector, defineOperation, Type } from '@patchbay/contract'
import { vendor } from './vendor.ts'

const Token = Type.Object({ token: Type.String() })

/** A vendor that says what it is asked, so that a reply that went to somebody else is found out. */
export const mirror = (description: string) =>
  defineConnector({
    id: 'mirror',
    title: 'Mirror',
    description: 'Says back what it is asked.',
    stability: 'experimental',
    vendor,
    check: 'tokens.echo',
    operations: {
      'tokens.echo': defineOperation(vendor, {
        title: 'Echo a token',
        description,
        effect: 'read',
        input: Type.Object({ token: Type.String({ default: 'none', maxLength: 100 }) }),
        output: Token,
        examples: [{ title: 'One', input: { token: 'a' }, output: { token: 'a' } }],
        run: async ({ input, http }) =>
          (await http.get(`/${encodeURIComponent(input.token)}`, { response: Token })).body,
      }),
    },
  })
