import type { Preset } from '../../report/preset.ts'
import { columns } from './columns.ts'

const {
  sessions,
  engagementRate,
  activeUsers,
  newUsers,
  screenPageViews,
  eventCount,
  keyEvents,
  totalRevenue,
} = columns

/** What visitors look at, do and buy. */
export const content = {
  landingPages: {
    title: 'Landing pages',
    description:
      'The pages on which sessions began, with how engaged those sessions were and what they brought. For views of all pages use reports.top_pages.',
    dimensions: { landingPage: 'First page of the session, a path.' },
    metrics: {
      sessions,
      activeUsers,
      newUsers,
      engagementRate,
      averageSessionDuration: columns.averageSessionDuration,
      keyEvents,
      totalRevenue,
    },
    example: 'The two pages on which most sessions began',
  },
  topPages: {
    title: 'Top pages',
    description: 'The pages that were seen most, by path, with users, events and time spent on them.',
    dimensions: { pagePath: 'Path of the page.' },
    metrics: {
      screenPageViews,
      activeUsers,
      eventCount,
      keyEvents,
      userEngagementDuration: columns.userEngagementDuration,
    },
    example: 'The two pages that were seen most',
  },
  pageViews: {
    title: 'Page views',
    description:
      'Views of pages with their titles, and how many each user and session had. For paths alone use reports.top_pages.',
    dimensions: { pagePath: 'Path of the page.', pageTitle: 'Title of the page.' },
    metrics: {
      screenPageViews,
      activeUsers,
      screenPageViewsPerUser: 'Views for each active user.',
      screenPageViewsPerSession: 'Views for each session.',
    },
    example: 'The two pages with most views',
  },
  events: {
    title: 'Events',
    description:
      'Which events there were, how often, by how many users, and how many of them count as key events.',
    dimensions: { eventName: 'Name of the event.' },
    metrics: {
      eventCount,
      totalUsers: 'Users who had the event.',
      eventCountPerUser: 'Events for each active user.',
      keyEvents,
      totalRevenue,
    },
    example: 'The two events that happened most',
  },
  ecommerceItems: {
    title: 'Items sold',
    description:
      'Items by name: how often they were viewed, put into carts and bought, with rates and revenue. For the steps of the purchase as a whole use reports.ecommerce_funnel.',
    dimensions: {
      itemName: 'Name of the item.',
      itemId: 'Id of the item.',
      itemCategory: 'Category of the item.',
    },
    metrics: {
      itemRevenue: 'Revenue of the item less refunds, in the currency of the answer.',
      itemsPurchased: 'Units that were bought.',
      itemsViewed: 'Units that were looked at.',
      itemsAddedToCart: 'Units that were put into carts.',
      cartToViewRate: 'Users who put it into a cart, of those who viewed it, 0 to 1.',
      purchaseToViewRate: 'Users who bought it, of those who viewed it, 0 to 1.',
    },
    example: 'The two items with most revenue',
  },
} as const satisfies Record<string, Preset>
