import { addRow, gidOf, money, moneyBag, rowsOf, type Row, type ShopState } from './state.ts'

/** Rows of one type: what differs between them, and the number that the ids begin after. */
interface Seed {
  readonly type: string
  /** Ids are this plus 1, 2, 3… */
  readonly after: number
  readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>
}

/** When they were made, where a row does not say otherwise. */
const times = { createdAt: '2026-01-03T09:00:00Z', updatedAt: '2026-06-01T12:00:00Z' }

/**
 * What the shop has beside products, orders and customers, by type. A row needs only what operations show of it: any
 * other field is null or the plainest value of its type.
 */
const seeds: readonly Seed[] = [
  {
    type: 'Collection',
    after: 8_700_000_001_000,
    rows: [
      { title: 'Sale', handle: 'sale', sortOrder: 'BEST_SELLING', kind: 'tag:sale' },
      { title: 'Tents', handle: 'tents', sortOrder: 'MANUAL', kind: 'type:Tent' },
    ],
  },
  {
    type: 'MetafieldDefinition',
    after: 6_100_000_001_000,
    rows: [
      {
        namespace: 'custom',
        key: 'care',
        name: 'Care',
        description: 'How to clean it.',
        ownerType: 'PRODUCT',
        type: { name: 'single_line_text_field', category: 'TEXT' },
        validations: [],
        pinnedPosition: 1,
      },
    ],
  },
  {
    type: 'Metafield',
    after: 6_300_000_001_000,
    rows: [
      {
        namespace: 'custom',
        key: 'care',
        type: 'single_line_text_field',
        value: 'Air dry only',
        jsonValue: 'Air dry only',
        ownerType: 'PRODUCT',
        ownerId: 'gid://shopify/Product/8100000001001',
        compareDigest: 'seed-1',
      },
    ],
  },
  {
    type: 'Publication',
    after: 1_100_000_001_000,
    rows: [{ name: 'Online Store', autoPublish: true, supportsFuturePublishing: true }],
  },
  {
    type: 'Page',
    after: 1_200_000_001_000,
    rows: [
      {
        title: 'About us',
        handle: 'about-us',
        body: '<p>Outdoor goods from Berlin.</p>',
        bodySummary: 'Outdoor goods from Berlin.',
        isPublished: true,
        publishedAt: '2026-01-03T09:00:00Z',
      },
      { title: 'Repairs', handle: 'repairs', body: '<p>Soon.</p>', bodySummary: 'Soon.', isPublished: false },
    ],
  },
  { type: 'Blog', after: 1_300_000_001_000, rows: [{ title: 'Journal', handle: 'journal' }] },
  {
    type: 'UrlRedirect',
    after: 1_500_000_001_000,
    rows: [{ path: '/tents', target: '/collections/tents' }],
  },
  {
    type: 'Market',
    after: 1_600_000_001_000,
    rows: [{ name: 'Germany', handle: 'de', status: 'ACTIVE', type: 'REGION' }],
  },
  {
    type: 'MediaImage',
    after: 3_200_000_001_000,
    rows: [
      {
        alt: 'Logo',
        fileStatus: 'READY',
        mediaContentType: 'IMAGE',
        image: {
          url: 'https://cdn.example/fernweh-outdoor/logo.png',
          altText: 'Logo',
          width: 400,
          height: 120,
        },
        preview: { status: 'READY', image: { url: 'https://cdn.example/fernweh-outdoor/logo.png' } },
      },
    ],
  },
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
    type: 'DraftOrder',
    after: 3_300_000_001_000,
    rows: [
      {
        name: '#D1',
        status: 'OPEN',
        ready: true,
        email: 'clara.acker@example.com',
        tags: ['repair'],
        invoiceUrl: 'https://fernweh.example/invoices/3300000001001',
        totalPriceSet: moneyBag(4_500),
        subtotalPriceSet: moneyBag(4_500),
        totalTaxSet: moneyBag(718),
        totalShippingPriceSet: moneyBag(0),
        totalDiscountsSet: moneyBag(0),
        lineItems: [
          {
            id: 'gid://shopify/DraftOrderLineItem/3400000001001',
            title: 'Repair of a zip',
            quantity: 1,
            custom: true,
            originalUnitPriceSet: moneyBag(4_500),
            originalTotalSet: moneyBag(4_500),
            discountedTotalSet: moneyBag(4_500),
          },
        ],
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
    type: 'AbandonedCheckout',
    after: 2_900_000_001_000,
    rows: [
      {
        name: '#2900000001001',
        abandonedCheckoutUrl: 'https://fernweh.example/checkouts/2900000001001/recover',
        discountCodes: [],
        totalPriceSet: moneyBag(5_690),
        lineItems: [{ title: 'Meadow Gloves', sku: 'MEA-GLO-0094', quantity: 1 }],
      },
    ],
  },
  {
    type: 'TenderTransaction',
    after: 4_200_000_001_000,
    rows: [
      { amount: money(32_100), paymentMethod: 'credit_card', processedAt: times.createdAt, test: false },
    ],
  },
  {
    type: 'ShopifyPaymentsDispute',
    after: 1_500_000_001_000,
    rows: [
      {
        status: 'NEEDS_RESPONSE',
        type: 'CHARGEBACK',
        amount: money(4_090),
        reasonDetails: { reason: 'PRODUCT_NOT_RECEIVED', networkReasonCode: '13.1' },
        initiatedAt: times.updatedAt,
        evidenceDueBy: '2026-06-11T12:00:00Z',
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

export function seedOthers(state: ShopState): void {
  for (const { type, after, rows } of seeds) {
    for (const [index, row] of rows.entries()) {
      addRow(state, { __typename: type, id: gidOf(type, after + index + 1), ...times, ...row })
    }
  }
  for (const collection of rowsOf(state, 'Collection')) fillCollection(collection, rowsOf(state, 'Product'))
}

function fillCollection(collection: Row, products: readonly Row[]): void {
  const [field, value] = String(collection['kind']).split(':')
  collection['products'] = products.filter((product) =>
    field === 'tag'
      ? (product['tags'] as string[]).includes(String(value))
      : product['productType'] === value,
  )
  collection['sources'] = [
    {
      __typename: 'CollectionConditionsSource',
      id: collection.id.replace('/Collection/', '/CollectionConditionsSource/'),
      title: collection['title'],
    },
  ]
}
