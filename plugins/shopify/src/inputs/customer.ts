import { Type } from '@patchbay/contract'

const text = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, description }))

/** What is said of a customer on creation and later. */
export const customerFields = {
  firstName: text(255, 'First name.'),
  lastName: text(255, 'Last name.'),
  email: text(255, 'Email address. No two customers have the same.'),
  phone: text(64, 'Phone number with its country code, such as +4930123456. No two customers have the same.'),
  note: Type.Optional(Type.String({ maxLength: 5_000, description: 'For the staff.' })),
  locale: text(20, 'Language of messages, such as en or de.'),
  taxExempt: Type.Optional(Type.Boolean({ description: 'Whether orders are free of tax.' })),
  tags: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
      maxItems: 250,
      description: 'All tags that the customer has from now on.',
    }),
  ),
}

/** A metafield of the type `id`, by which a shop names customers in its own way. */
export const customId = {
  schema: Type.String({
    pattern: '^[\\w-]+\\.[\\w-]+:.+$',
    maxLength: 600,
    description:
      'Namespace, key and value of a metafield that has a definition of the type id, such as custom.erp_id:K-17.',
  }),
  asSent(text: string) {
    const [, namespace, key, value] = /^(.*?)\.(.*?):(.*)$/.exec(text) ?? []
    return { namespace, key, value }
  },
}

/** The id of an address, which Shopify writes with the kind of its owner. */
export const addressId = Type.String({
  pattern: '^gid://shopify/MailingAddress/[0-9]+(\\?model_name=[A-Za-z]+)?$',
  description:
    'As customers.get shows it, such as gid://shopify/MailingAddress/1?model_name=CustomerAddress.',
})
