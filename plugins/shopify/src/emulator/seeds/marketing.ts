import { times, type Seed } from './seed.ts'
import { money } from '../state.ts'

/** Discounts, gift cards and segments. */
export const marketingSeeds: readonly Seed[] = [
  {
    type: 'DiscountCodeNode',
    after: 1_700_000_001_000,
    rows: [
      {
        codeDiscount: {
          __typename: 'DiscountCodeBasic',
          title: 'TEN',
          status: 'ACTIVE',
          startsAt: '2026-01-05T00:00:00Z',
          endsAt: null,
          asyncUsageCount: 12,
          summary: '10% off the order',
          createdAt: times.createdAt,
          updatedAt: times.updatedAt,
          codes: [
            { __typename: 'DiscountRedeemCode', id: 'gid://shopify/DiscountRedeemCode/1', code: 'TEN' },
          ],
        },
      },
    ],
  },
  {
    type: 'GiftCard',
    after: 5_100_000_001_000,
    rows: [
      {
        lastCharacters: '7h2k',
        maskedCode: '•••• •••• •••• 7h2k',
        enabled: true,
        expiresOn: '2028-12-31',
        balance: money(2_500),
        initialValue: money(5_000),
      },
    ],
  },
  {
    type: 'Segment',
    after: 1_800_000_001_000,
    rows: [
      {
        name: 'Regulars',
        query: 'number_of_orders > 3',
        creationDate: times.createdAt,
        lastEditDate: times.updatedAt,
      },
    ],
  },
]
