import type { Preset } from '../../report/preset.ts'
import { columns } from './columns.ts'

const { sessions, engagementRate, activeUsers, newUsers, screenPageViews, keyEvents, totalRevenue } = columns

const byDate = [{ field: 'date' }]

/** Who the visitors are, and how they behave from day to day. */
export const visitors = {
  geo: {
    title: 'Where visitors are',
    description:
      'Countries and cities from which visitors came. `(not set)` is where Google could not tell. Filter by country to see the cities of one.',
    dimensions: { country: 'Country.', region: 'Region, state or province.', city: 'City.' },
    metrics: { activeUsers, newUsers, sessions, engagementRate, keyEvents, totalRevenue },
    example: 'The two cities with most users',
  },
  devices: {
    title: 'Devices',
    description: 'With which kinds of device, operating systems and browsers visitors came.',
    dimensions: {
      deviceCategory: 'desktop, mobile, tablet or smart tv.',
      operatingSystem: 'Operating system.',
      browser: 'Browser.',
    },
    metrics: { activeUsers, sessions, engagementRate, screenPageViews, keyEvents, totalRevenue },
    example: 'The two combinations with most users',
  },
  activeUsers: {
    title: 'Active users by day',
    description:
      'How many users were active on each day, how many of them new. For the last minutes use reports.realtime.',
    dimensions: { date: 'Day as YYYYMMDD.' },
    metrics: { activeUsers, newUsers, totalUsers: 'Users with any event.', sessions },
    orderBy: byDate,
    example: 'Two days',
  },
  userBehavior: {
    title: 'Behaviour by day',
    description:
      'How long and how deeply visitors looked around on each day: duration, bounces, engagement, views.',
    dimensions: { date: 'Day as YYYYMMDD.' },
    metrics: {
      averageSessionDuration: columns.averageSessionDuration,
      bounceRate: columns.bounceRate,
      engagementRate,
      sessionsPerUser: 'Sessions for each active user.',
      screenPageViewsPerSession: 'Views for each session.',
    },
    orderBy: byDate,
    example: 'Two days',
  },
} as const satisfies Record<string, Preset>
