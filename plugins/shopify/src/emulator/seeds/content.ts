import type { Seed } from './seed.ts'

/** Where the shop sells, and what it shows beside products. */
export const contentSeeds: readonly Seed[] = [
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
]
