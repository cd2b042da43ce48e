/** What metrics say that several presets have. */
export const columns = {
  sessions: 'Sessions that began.',
  engagedSessions: 'Sessions longer than ten seconds, with a key event, or with two views.',
  engagementRate: 'Share of sessions that were engaged, 0 to 1.',
  bounceRate: 'Share of sessions that were not engaged, 0 to 1.',
  averageSessionDuration: 'Mean length of sessions in seconds.',
  activeUsers: 'Users who were active.',
  newUsers: 'Users who came for the first time.',
  screenPageViews: 'Views of pages and screens.',
  eventCount: 'Events.',
  keyEvents: 'Key events.',
  totalRevenue: 'Revenue of all kinds, in the currency of the answer.',
  userEngagementDuration: 'Seconds in the foreground, of all users.',
} as const
