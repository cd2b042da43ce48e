import { Type } from '@patchbay/contract'
import { at, record } from './record.ts'

/** Shopify's MoneyV2. The amount stays decimal text, so that no digit is lost. */
export const money = (description = 'An amount in the currency of the shop.') =>
  record(
    {
      amount: Type.String({ description: 'Decimal number as text, so that no digit is lost.' }),
      currency: at('currencyCode', Type.String({ description: 'ISO 4217 code.' })),
    },
    { description },
  )
