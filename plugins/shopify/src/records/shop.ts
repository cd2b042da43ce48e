import { Type } from '@patchbay/contract'
import { NullableText, Timestamp } from '../fields.ts'
import { at, record } from '../shape/record.ts'

/** The shop as a flat record. */
export const Shop = record({
  id: Type.String(),
  name: Type.String(),
  domain: at('myshopifyDomain', Type.String({ description: 'The permanent myshopify.com domain.' })),
  email: Type.String({ description: 'Where Shopify writes to.' }),
  contactEmail: Type.String({ description: 'Where customers write to.' }),
  currency: at(
    'currencyCode',
    Type.String({ description: 'ISO 4217 code of all amounts that this connector answers.' }),
  ),
  timeZone: at(
    'ianaTimezone',
    Type.String({ description: 'IANA name; days in reports of Shopify begin in it.' }),
  ),
  weightUnit: Type.String(),
  unitSystem: Type.String(),
  taxesIncluded: Type.Boolean({ description: 'Whether prices include taxes.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  url: at('primaryDomain.url', Type.String({ description: 'Of the online store.' })),
  plan: at('plan.publicDisplayName', Type.String()),
  development: at(
    'plan.partnerDevelopment',
    Type.Boolean({ description: 'Whether this is a development shop.' }),
  ),
  plus: at('plan.shopifyPlus', Type.Boolean({ description: 'Whether the shop is on Shopify Plus.' })),
  city: at('shopAddress.city', NullableText),
  country: at('shopAddress.countryCodeV2', NullableText),
})
