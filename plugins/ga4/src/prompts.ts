import { definePrompt, Type, type PromptMessage } from '@patchbay/contract'

const task = (text: string): readonly PromptMessage[] => [{ role: 'user', content: { type: 'text', text } }]

const property = Type.Optional(
  Type.String({ description: 'The property, such as 123456789. Default: that of the connection.' }),
)

const of = (value: string | undefined): string =>
  value === undefined ? 'the property of the connection' : `property ${value}`

const channelReview = definePrompt({
  title: 'Review of channels',
  description:
    'Tells which channels bring visitors who do something, and what changed against the period before.',
  arguments: Type.Object({
    property,
    days: Type.Optional(Type.String({ description: 'Length of the period in days. Default: 28.' })),
  }),
  completions: { days: ['7', '28', '90'] },
  messages: ({ property: id, days = '28' }) =>
    task(
      `Review the channels of ${of(id)} over the last ${days} days. Call ga4_reports_compare with the dimension sessionDefaultChannelGroup and the metrics sessions, engagedSessions, keyEvents and totalRevenue, for this period and the one before. Call ga4_reports_ai_referrals for the same days. Give one table by channel with the change in per cent, then what explains the two largest changes: ga4_insights_drop_attribution helps where something fell. Say so if data are sampled, thresholded or incomplete.`,
    ),
})

const dropInvestigation = definePrompt({
  title: 'Why did a number drop',
  description: 'Finds out when a metric fell, where, and what may be behind it.',
  arguments: Type.Object({
    metric: Type.String({ description: 'API name of the metric, such as sessions or keyEvents.' }),
    property,
  }),
  completions: { metric: ['sessions', 'activeUsers', 'keyEvents', 'totalRevenue', 'screenPageViews'] },
  messages: ({ metric, property: id }) =>
    task(
      `Find out why ${metric} of ${of(id)} dropped. Call ga4_insights_anomalies for it over the last 90 days to see on which day it began and whether it is more than noise. Then ga4_insights_drop_attribution for the days after against as many before, by channel, device, country and landing page. Tell apart what stopped being measured from what stopped happening: if all channels fall on one day, suspect the tag. Close with the two most likely causes and how to check each.`,
    ),
})

const landingPages = definePrompt({
  title: 'Landing pages to improve',
  description: 'Finds pages that many visitors enter by and leave at once.',
  arguments: Type.Object({ property }),
  messages: ({ property: id }) =>
    task(
      `Find the landing pages of ${of(id)} that lose most visitors. Call ga4_reports_landing_pages for the last 28 days, and ga4_reports_devices to see whether one device is behind it. List the ten pages with the most sessions that were not engaged: sessions, engagement, key events, and what to change first.`,
    ),
})

export const prompts = {
  'channel-review': channelReview,
  'drop-investigation': dropInvestigation,
  'landing-pages': landingPages,
}
