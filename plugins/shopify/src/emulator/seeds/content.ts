import { times, type Seed } from './seed.ts'

/** Where the shop sells, and what it shows beside products. */
export const contentSeeds: readonly Seed[] = [
  {
    type: 'Publication',
    after: 1_100_000_001_000,
    rows: [
      {
        name: 'Online Store',
        catalog: { __typename: 'AppCatalog', id: 'gid://shopify/AppCatalog/1', title: 'Online Store' },
        autoPublish: true,
        supportsFuturePublishing: true,
      },
    ],
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
  {
    type: 'Blog',
    after: 1_300_000_001_000,
    rows: [{ title: 'Journal', handle: 'journal', commentPolicy: 'MODERATED', tags: ['care'] }],
  },
  {
    type: 'Article',
    after: 1_400_000_001_000,
    rows: [
      {
        title: 'Caring for wool',
        handle: 'caring-for-wool',
        body: '<p>Air it. Wash it seldom.</p>',
        summary: '<p>Air it.</p>',
        author: { name: 'Mara Lindqvist' },
        tags: ['care'],
        blog: { id: 'gid://shopify/Blog/1300000001001', title: 'Journal', handle: 'journal' },
        isPublished: true,
        publishedAt: '2026-02-01T09:00:00Z',
      },
    ],
  },
  {
    type: 'Menu',
    after: 1_450_000_001_000,
    rows: [
      {
        title: 'Main menu',
        handle: 'main-menu',
        isDefault: true,
        items: [
          {
            id: 'gid://shopify/MenuItem/1460000001001',
            title: 'Home',
            type: 'FRONTPAGE',
            url: '/',
            resourceId: null,
            tags: [],
            items: [],
          },
        ],
      },
    ],
  },
  {
    type: 'UrlRedirect',
    after: 1_500_000_001_000,
    rows: [{ path: '/tents', target: '/collections/tents' }],
  },
  {
    type: 'Market',
    after: 1_600_000_001_000,
    rows: [
      {
        name: 'Germany',
        handle: 'de',
        status: 'ACTIVE',
        type: 'REGION',
        currencySettings: { baseCurrency: { currencyCode: 'EUR' } },
      },
    ],
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
    type: 'OnlineStoreTheme',
    after: 1_550_000_001_000,
    rows: [
      {
        name: 'Trail',
        role: 'MAIN',
        processing: false,
        processingFailed: false,
        themeStoreId: 887,
        files: [
          {
            filename: 'templates/index.json',
            contentType: 'application/json',
            size: '27',
            checksumMd5: '8b8db3dfa426f6bdb1798d578f5239ae',
            body: { __typename: 'OnlineStoreThemeFileBodyText', content: '{"sections":{},"order":[]}' },
            ...times,
          },
          {
            filename: 'assets/logo.png',
            contentType: 'image/png',
            size: '8',
            checksumMd5: null,
            body: { __typename: 'OnlineStoreThemeFileBodyBase64', contentBase64: 'iVBORw0KGgo=' },
            ...times,
          },
        ],
      },
      { name: 'Trail, winter', role: 'UNPUBLISHED', processing: false, processingFailed: false, files: [] },
    ],
  },
  { type: 'Job', after: 3_900_000_001_000, rows: [{ done: true }] },
  {
    type: 'MetaobjectDefinition',
    after: 6_400_000_001_000,
    rows: [
      {
        name: 'Material',
        type: 'material',
        description: 'What things are made of.',
        displayNameKey: 'name',
        metaobjectsCount: 1,
        fieldDefinitions: [
          { key: 'name', name: 'Name', required: false, type: { name: 'single_line_text_field' } },
          { key: 'origin', name: 'Origin', required: false, type: { name: 'single_line_text_field' } },
        ],
      },
    ],
  },
  {
    type: 'Metaobject',
    after: 6_500_000_001_000,
    rows: [
      {
        type: 'material',
        handle: 'wool',
        displayName: 'Wool',
        capabilities: { publishable: { status: 'ACTIVE' } },
        fields: [
          { key: 'name', type: 'single_line_text_field', value: 'Wool', jsonValue: 'Wool' },
          { key: 'origin', type: 'single_line_text_field', value: 'Iceland', jsonValue: 'Iceland' },
        ],
      },
    ],
  },
  {
    type: 'AnalyticsAnnotation',
    after: 6_600_000_001_000,
    rows: [{ title: 'Newsletter', type: 'marketing', startedAt: '2026-10-01T08:00:00Z' }],
  },
]
