import type { Preset } from '../../report/preset.ts'
import { columns } from './columns.ts'

const { sessions, engagedSessions, engagementRate, activeUsers, newUsers, keyEvents, totalRevenue } = columns

/** Assistants by the sites from which their users come; the channel group knows some of them only. */
const assistants =
  '(^|\\.)(chatgpt\\.com|openai\\.com|perplexity\\.ai|gemini\\.google\\.com|bard\\.google\\.com|copilot\\.microsoft\\.com|claude\\.ai|anthropic\\.com|deepseek\\.com|mistral\\.ai|grok\\.com|x\\.ai|meta\\.ai|you\\.com|phind\\.com|poe\\.com|kagi\\.com)$'

/** From where visitors come. */
export const acquisition = {
  trafficByChannel: {
    title: 'Traffic by channel',
    description:
      'Through which channels sessions came, such as Organic Search, Direct or Email, how engaged they were and what they brought. For the first visits of users use reports.user_acquisition.',
    dimensions: { sessionDefaultChannelGroup: 'Channel of the session.' },
    metrics: { sessions, engagedSessions, engagementRate, activeUsers, keyEvents, totalRevenue },
    example: 'The two largest channels',
  },
  userAcquisition: {
    title: 'How users were won',
    description:
      'Through which channel, source and medium users came for the first time, and what they did since. For all sessions use reports.traffic_by_channel.',
    dimensions: {
      firstUserDefaultChannelGroup: 'Channel of the first visit.',
      firstUserSource: 'Source of the first visit.',
      firstUserMedium: 'Medium of the first visit.',
    },
    metrics: { newUsers, activeUsers, engagedSessions, keyEvents, totalRevenue },
    example: 'The two sources that brought most new users',
  },
  aiReferrals: {
    title: 'Visits from AI assistants',
    description:
      'Sessions that came from assistants such as ChatGPT, Perplexity, Gemini, Copilot or Claude, by source and landing page. It looks for known sites and for the channel "AI Assistant", which Google fills only for some of them. Visits without a referrer cannot be told apart from direct ones.',
    dimensions: {
      sessionSource: 'Site from which the session came.',
      sessionDefaultChannelGroup: 'Channel in which Google counts it.',
      landingPage: 'First page of the session.',
    },
    metrics: { sessions, engagedSessions, engagementRate, activeUsers, keyEvents, totalRevenue },
    filter: [
      {
        anyOf: [
          { field: 'sessionSource', operator: 'matches_part', value: assistants },
          { field: 'sessionDefaultChannelGroup', value: 'AI Assistant' },
        ],
      },
    ],
    example: 'The two pages to which assistants sent most sessions',
  },
} as const satisfies Record<string, Preset>
