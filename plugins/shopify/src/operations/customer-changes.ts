import { Problem, Type } from '@patchbay/contract'
import { mutation } from '../building/mutation.ts'
import { gid } from '../fields.ts'
import { Address } from '../inputs/address.ts'
import { customerFields, customId } from '../inputs/customer.ts'
import { CustomerDetails } from '../records/customer-details.ts'
import { at, record } from '../shape/record.ts'

const scopes = ['write_customers']
/** Orders, draft orders and gift cards show the name. */
const invalidates = ['customers', 'draft-orders', 'gift-cards', 'orders']
const id = gid('Customer')
const clara = 'gid://shopify/Customer/6900000001003'

/** The operations of `customers` that change the customer itself. */
export const customerChanges = {
  create: mutation({
    title: 'Create a customer',
    description:
      'Adds a customer with a name, an email address or a phone number. No message is sent. To create or change by email address use customers.set.',
    effect: 'write',
    scopes,
    root: 'customerCreate',
    takes: { input: 'CustomerInput!' },
    input: Type.Object(customerFields),
    answer: at('customer?', CustomerDetails),
    hasCodes: false,
    examples: [
      {
        title: 'With an email address',
        input: { firstName: 'Ida', lastName: 'Falk', email: 'ida.falk@example.com' },
      },
    ],
  }),
  update: mutation({
    title: 'Update a customer',
    description:
      'Sets the given fields of a customer and leaves the others. Tags are replaced as a whole; tags.add keeps the others. Consents have operations of their own.',
    effect: 'idempotent',
    scopes,
    root: 'customerUpdate',
    takes: { input: 'CustomerInput!' },
    input: Type.Object({ id, ...customerFields }),
    answer: at('customer?', CustomerDetails),
    hasCodes: false,
    invalidates,
    examples: [{ title: 'A note', input: { id: clara, note: 'Prefers email.' } }],
  }),
  set: mutation({
    title: 'Set a customer',
    description:
      'Makes a customer what is given: creates one if there is none, else overwrites the given fields. The customer is found by `id` or `customId` if given, else by `email`, else by `phone`. Addresses and tags, where given, replace all that are there.',
    effect: 'destructive',
    scopes,
    root: 'customerSet',
    takes: { identifier: 'CustomerSetIdentifiers!', input: 'CustomerSetInput!' },
    input: Type.Object({
      id: Type.Optional(gid('Customer', 'One that there is.')),
      customId: Type.Optional(customId.schema),
      ...customerFields,
      addresses: Type.Optional(
        Type.Array(Address, {
          maxItems: 20,
          description: 'All addresses that the customer has from now on.',
        }),
      ),
    }),
    places: { id: '$identifier.id', customId: '$identifier.customId', identifier: '$identifier' },
    prepare: ({ id: wanted, customId: own, ...input }) => ({
      ...input,
      identifier: identifierOf({ id: wanted, customId: own, email: input.email, phone: input.phone }),
    }),
    answer: at('customer?', CustomerDetails),
    invalidates,
    examples: [
      {
        title: 'By email',
        input: { email: 'clara.acker@example.com', firstName: 'Clara', tags: ['repair'] },
      },
    ],
  }),
  delete: mutation({
    title: 'Delete a customer',
    description:
      'Deletes a customer for good. Shopify refuses it where there are orders; customers.request_erasure removes personal data all the same.',
    effect: 'destructive',
    scopes,
    root: 'customerDelete',
    takes: { input: 'CustomerDeleteInput!' },
    input: Type.Object({ id }),
    answer: record({ id: at('deletedCustomerId?', Type.String()) }),
    hasCodes: false,
    invalidates,
    examples: [{ title: 'One without orders', input: { id: 'gid://shopify/Customer/6900000001010' } }],
  }),
  request_erasure: mutation({
    title: 'Request the erasure of personal data',
    description:
      'Asks Shopify to remove what identifies a customer, as privacy laws grant. It happens ten days later, or once no order is younger than 180 days; all apps of the shop are told.',
    effect: 'destructive',
    scopes: ['write_customer_data_erasure'],
    root: 'customerRequestDataErasure',
    takes: { customerId: 'ID!' },
    input: Type.Object({ id }),
    places: { id: '$customerId' },
    answer: record({ id: at('customerId?', Type.String()) }),
    invalidates,
    examples: [{ title: 'By id', input: { id: clara } }],
  }),
}

interface Names {
  readonly id: string | undefined
  readonly customId: string | undefined
  readonly email: string | undefined
  readonly phone: string | undefined
}

/** By what customerSet finds a customer: it takes one name, the surest that there is. */
function identifierOf({ id: wanted, customId: own, email, phone }: Names) {
  if (wanted !== undefined) return { id: wanted }
  if (own !== undefined) return { customId: customId.asSent(own) }
  if (email !== undefined) return { email }
  if (phone !== undefined) return { phone }
  throw new Problem('invalid_input', {
    detail: 'Nothing says which customer is meant.',
    advice: 'Give `id`, `customId`, `email` or `phone`; to add one without them use customers.create.',
    errors: [{ path: '', message: 'needs `id`, `customId`, `email` or `phone`' }],
  })
}
