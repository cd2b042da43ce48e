import { Type } from '@patchbay/contract'
import { mutation } from '../building/mutation.ts'
import { gid, oneOf, since } from '../fields.ts'
import { Customer } from '../records/customer.ts'
import { at, record } from '../shape/record.ts'

const optInLevel = Type.Optional(
  oneOf(
    ['SINGLE_OPT_IN', 'CONFIRMED_OPT_IN', 'UNKNOWN'],
    'How it was given. Shopify needs it for SUBSCRIBED and PENDING.',
  ),
)
const consentedAt = Type.Optional(since('When it was given. Default: now.'))
const state = (description: string) =>
  oneOf(['SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING', 'NOT_SUBSCRIBED'], description)

/** A consent to advertising, which is only ever what the customer has said. */
const consent = (kind: 'email' | 'sms', message: string) =>
  mutation({
    title: `Set the consent to ${message}`,
    description: `Records whether a customer agreed to advertising by ${message}. Record only what the customer said: the law asks for proof.`,
    effect: 'idempotent',
    scopes: ['write_customers'],
    root: kind === 'email' ? 'customerEmailMarketingConsentUpdate' : 'customerSmsMarketingConsentUpdate',
    takes: {
      input:
        kind === 'email'
          ? 'CustomerEmailMarketingConsentUpdateInput!'
          : 'CustomerSmsMarketingConsentUpdateInput!',
    },
    input: Type.Object({
      id: gid('Customer'),
      state: state(`Whether they agree. Needs ${kind === 'email' ? 'an email address' : 'a phone number'}.`),
      optInLevel,
      consentedAt,
    }),
    places: {
      id: 'customerId',
      state: `${kind}MarketingConsent.marketingState`,
      optInLevel: `${kind}MarketingConsent.marketingOptInLevel`,
      consentedAt: `${kind}MarketingConsent.consentUpdatedAt`,
    },
    answer: at(
      'customer?',
      record({
        id: Customer.fields.id,
        email: Customer.fields.email,
        emailMarketing: Customer.fields.emailMarketing,
        phone: Customer.fields.phone,
        smsMarketing: at('defaultPhoneNumber?.marketingState', Type.String()),
      }),
    ),
    examples: [
      {
        title: 'They agreed twice',
        input: {
          id: 'gid://shopify/Customer/6900000001003',
          state: 'SUBSCRIBED',
          optInLevel: 'CONFIRMED_OPT_IN',
        },
      },
    ],
  })

export const customerConsents = {
  email_consent: consent('email', 'email'),
  sms_consent: consent('sms', 'text message'),
}
