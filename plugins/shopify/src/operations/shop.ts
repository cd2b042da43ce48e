import { defineOperation, Type } from '@patchbay/contract'
import { exampleShop } from '../examples/shop.ts'
import { NullableText, Timestamp } from '../fields.ts'
import { ask, defineDocument } from '../graphql.ts'
import { shopify } from '../vendor.ts'

const plain = {
  id: Type.String(),
  name: Type.String(),
  domain: Type.String({ description: 'The permanent myshopify.com domain.' }),
  email: Type.String({ description: 'Where Shopify writes to.' }),
  contactEmail: Type.String({ description: 'Where customers write to.' }),
  currency: Type.String({ description: 'ISO 4217 code of all amounts that this connector answers.' }),
  timeZone: Type.String({ description: 'IANA name; days in reports of Shopify begin in it.' }),
  weightUnit: Type.String(),
  unitSystem: Type.String(),
  taxesIncluded: Type.Boolean({ description: 'Whether prices include taxes.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
}

const getShop = defineDocument({
  text: `
query ShopGet {
  shop {
    id name email contactEmail weightUnit unitSystem taxesIncluded createdAt updatedAt
    domain: myshopifyDomain
    currency: currencyCode
    timeZone: ianaTimezone
    primaryDomain { url }
    plan { name: publicDisplayName development: partnerDevelopment plus: shopifyPlus }
    address: shopAddress { city countryCodeV2 }
  }
}`,
  data: Type.Object({
    shop: Type.Object({
      ...plain,
      primaryDomain: Type.Object({ url: Type.String() }),
      plan: Type.Object({ name: Type.String(), development: Type.Boolean(), plus: Type.Boolean() }),
      address: Type.Object({ city: NullableText, countryCodeV2: NullableText }),
    }),
  }),
})

/** The shop as a flat record. */
const Shop = Type.Object({
  ...plain,
  url: Type.String({ description: 'Of the online store.' }),
  plan: Type.String(),
  development: Type.Boolean({ description: 'Whether this is a development shop.' }),
  plus: Type.Boolean({ description: 'Whether the shop is on Shopify Plus.' }),
  city: NullableText,
  country: NullableText,
})

export const get = defineOperation(shopify, {
  title: 'Get the shop',
  description:
    'Name, domains, currency, time zone and plan of the connected shop. Use it to know which currency and time zone other answers are in; it says nothing about sales.',
  effect: 'read',
  input: Type.Object({}),
  output: Shop,
  cost: { points: 3 },
  cache: { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' },
  examples: [{ title: 'The connected shop', input: {}, output: exampleShop }],
  async run(context) {
    const { shop } = await ask(context, getShop)
    const { primaryDomain, plan, address, ...rest } = shop
    return {
      ...rest,
      url: primaryDomain.url,
      plan: plan.name,
      development: plan.development,
      plus: plan.plus,
      city: address.city,
      country: address.countryCodeV2,
    }
  },
})
