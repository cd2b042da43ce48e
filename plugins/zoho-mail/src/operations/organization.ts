import { defineOperation, Type } from '@patchbay/contract'
import { factsOf, organizationOf } from '../mail/organization.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask } from '../wire/ask.ts'

/** Of what Zoho's documentation does not show the form. */
export const Facts = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
  description: 'Facts by the names that Zoho gives them.',
})

const Anything = Type.Unknown()
const cache = { ttl: '5m' } as const

export const get = defineOperation(vendor, {
  title: 'Get the organization',
  description:
    'The organization that the person administers, with what Zoho tells of it. Personal accounts have none, which is the ' +
    'problem `connection_forbidden`.',
  effect: 'read',
  stability: 'experimental',
  scopes: [scope('partner.organization', 'READ')],
  input: Type.Object({}),
  output: Type.Object({ facts: Facts }),
  cache,
  examples: [
    {
      title: 'The organization',
      input: {},
      output: { facts: { zoid: '60021435512', companyName: 'Fernhill', primaryDomain: 'fernhill.example' } },
    },
  ],
  async run(context) {
    const path = await organizationOf(context)
    return { facts: factsOf(await ask(context.http, { method: 'GET', path }, Anything)) }
  },
})

export const storage = defineOperation(vendor, {
  title: 'Get the storage of the organization',
  description: 'How much storage the organization has and uses, in what Zoho tells of it.',
  effect: 'read',
  stability: 'experimental',
  scopes: [scope('organization.subscriptions', 'READ')],
  input: Type.Object({}),
  output: Type.Object({ facts: Facts }),
  cache,
  examples: [
    {
      title: 'The storage',
      input: {},
      output: { facts: { totalStorage: 10485760, allottedStorage: 10485760, usedStorage: 106905 } },
    },
  ],
  async run(context) {
    const path = `${await organizationOf(context)}/storage`
    return { facts: factsOf(await ask(context.http, { method: 'GET', path }, Anything)) }
  },
})
