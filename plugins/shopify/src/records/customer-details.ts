import { Type } from '@patchbay/contract'
import { nullable, NullableText } from '../fields.ts'
import { list, page } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'
import { Customer } from './customer.ts'

/** An address of a customer. */
export const CustomerAddress = record({
  id: Type.String(),
  name: NullableText,
  company: NullableText,
  address1: NullableText,
  address2: NullableText,
  zip: NullableText,
  city: NullableText,
  province: NullableText,
  provinceCode: NullableText,
  countryCode: at('countryCodeV2?', Type.String({ description: 'ISO 3166 code.' })),
  phone: NullableText,
})

/** A customer with addresses, consents and what Shopify makes of the orders. */
export const CustomerDetails = record({
  ...Customer.fields,
  locale: Type.String({ description: 'Language of messages, such as en or de.' }),
  taxExempt: Type.Boolean(),
  smsMarketing: at(
    'defaultPhoneNumber?.marketingState',
    Type.String({ description: 'Such as SUBSCRIBED or UNSUBSCRIBED.' }),
  ),
  canDelete: Type.Boolean({ description: 'Whether there are no orders that keep it from being deleted.' }),
  spendTier: at(
    'statistics.predictedSpendTier',
    nullable(Type.String({ description: 'What Shopify expects: LOW, MEDIUM or HIGH.' })),
  ),
  rfmGroup: at(
    'statistics.rfmGroup',
    nullable(Type.String({ description: 'By how recently, often and richly they bought, such as LOYAL.' })),
  ),
  lastOrderId: at('lastOrder?.id', Type.String()),
  lastOrderName: at('lastOrder?.name', Type.String()),
  defaultAddressId: at('defaultAddress?.id', Type.String()),
  addresses: at('addressesV2', page(CustomerAddress, { first: 20, description: 'The first twenty.' })),
})

/** What two customers would be as one. */
export const MergePreview = record({
  resultingCustomerId: nullable(Type.String({ description: 'Which of the two goes on.' })),
  displayName: at('defaultFields?.displayName', Type.String()),
  firstName: at('defaultFields?.firstName?', Type.String()),
  lastName: at('defaultFields?.lastName?', Type.String()),
  email: at('defaultFields?.email?.emailAddress', Type.String()),
  phone: at('defaultFields?.phoneNumber?.phoneNumber', Type.String()),
  note: at('defaultFields?.note?', Type.String()),
  tags: at('defaultFields?.tags', Type.Array(Type.String())),
  blockingNote: at(
    'blockingFields?.note?',
    Type.String({ description: 'Both notes, too long to be one: merge with a `note` of your own.' }),
  ),
  blockingTags: at(
    'blockingFields?.tags',
    Type.Array(Type.String(), { description: 'Too many to be kept: merge with `tags` of your own.' }),
  ),
  errors: at(
    'customerMergeErrors?',
    list(
      record({
        fields: at('errorFields', Type.Array(Type.String())),
        message: Type.String({ description: 'What keeps the two from being merged.' }),
      }),
    ),
  ),
})
