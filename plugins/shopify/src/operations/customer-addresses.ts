import { Type } from '@patchbay/contract'
import { mutation } from '../building/mutation.ts'
import { gid } from '../fields.ts'
import { Address } from '../inputs/address.ts'
import { addressId } from '../inputs/customer.ts'
import { CustomerAddress } from '../records/customer-details.ts'
import { at, record } from '../shape/record.ts'

const scopes = ['write_customers']
const customerId = gid('Customer', 'Whose address it is.')
const isDefault = Type.Optional(
  Type.Boolean({ default: false, description: 'Whether it becomes the one that is taken if none is named.' }),
)

const clara = 'gid://shopify/Customer/6900000001003'
const home = 'gid://shopify/MailingAddress/7300000001003?model_name=CustomerAddress'

/** The addresses of customers. */
export const customerAddresses = {
  address_create: mutation({
    title: 'Add an address to a customer',
    description: 'Gives a customer one more address.',
    effect: 'write',
    scopes,
    root: 'customerAddressCreate',
    takes: { customerId: 'ID!', address: 'MailingAddressInput!', setAsDefault: 'Boolean' },
    input: Type.Object({ customerId, ...Address.properties, isDefault }),
    places: { isDefault: '$setAsDefault' },
    answer: at('address?', CustomerAddress),
    hasCodes: false,
    examples: [
      {
        title: 'At work',
        input: {
          customerId: clara,
          company: 'Acker GmbH',
          address1: 'Am Kai 3',
          zip: '20095',
          city: 'Hamburg',
          countryCode: 'DE',
        },
      },
    ],
  }),
  address_update: mutation({
    title: 'Update an address of a customer',
    description: 'Sets the given fields of an address and leaves the others.',
    effect: 'idempotent',
    scopes,
    root: 'customerAddressUpdate',
    takes: { customerId: 'ID!', addressId: 'ID!', address: 'MailingAddressInput!', setAsDefault: 'Boolean' },
    input: Type.Object({ customerId, addressId, ...Address.properties, isDefault }),
    places: { isDefault: '$setAsDefault' },
    answer: at('address?', CustomerAddress),
    hasCodes: false,
    examples: [
      { title: 'Another street', input: { customerId: clara, addressId: home, address1: 'Lindenweg 7' } },
    ],
  }),
  address_delete: mutation({
    title: 'Delete an address of a customer',
    description: 'Removes an address for good. Orders keep what they were sent to.',
    effect: 'destructive',
    scopes,
    root: 'customerAddressDelete',
    takes: { customerId: 'ID!', addressId: 'ID!' },
    input: Type.Object({ customerId, addressId }),
    answer: record({ id: at('deletedAddressId?', Type.String()) }),
    hasCodes: false,
    examples: [{ title: 'By id', input: { customerId: clara, addressId: home } }],
  }),
}
