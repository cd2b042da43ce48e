import { times, type Seed } from './seed.ts'
import { money } from '../state.ts'

/** What brings customers back: discounts, credit, segments, marketing; and who is told of what. */
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
          codesCount: { count: 1, precision: 'EXACT' },
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
    type: 'DiscountAutomaticNode',
    after: 1_750_000_001_000,
    rows: [
      {
        automaticDiscount: {
          __typename: 'DiscountAutomaticBasic',
          title: 'Winter sale',
          status: 'SCHEDULED',
          startsAt: '2026-12-27T00:00:00Z',
          endsAt: '2027-01-10T00:00:00Z',
          asyncUsageCount: 0,
          summary: '20% off Sale',
          createdAt: times.createdAt,
          updatedAt: times.updatedAt,
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
  {
    type: 'MarketingActivity',
    after: 1_850_000_001_000,
    rows: [
      {
        title: 'Autumn newsletter',
        status: 'ACTIVE',
        tactic: 'NEWSLETTER',
        marketingChannelType: 'EMAIL',
        adSpend: money(4_000),
        utmParameters: { campaign: 'autumn', medium: 'email', source: 'newsletter' },
      },
    ],
  },
  {
    type: 'MarketingEvent',
    after: 1_860_000_001_000,
    rows: [
      {
        type: 'NEWSLETTER',
        channelHandle: 'email',
        description: 'Autumn newsletter',
        startedAt: '2026-10-01T08:00:00Z',
        utmCampaign: 'autumn',
        utmMedium: 'email',
        utmSource: 'newsletter',
      },
    ],
  },
  {
    type: 'StoreCreditAccount',
    after: 1_900_000_001_000,
    rows: [
      {
        owner: { __typename: 'Customer', id: 'gid://shopify/Customer/6900000001001' },
        balance: money(1_500),
      },
    ],
  },
  {
    type: 'WebhookSubscription',
    after: 2_100_000_001_000,
    rows: [
      {
        topic: 'ORDERS_PAID',
        name: 'invoices',
        uri: 'https://app.example/webhooks',
        format: 'JSON',
        includeFields: [],
        metafieldNamespaces: [],
        apiVersion: { handle: '2026-10' },
      },
    ],
  },
]
