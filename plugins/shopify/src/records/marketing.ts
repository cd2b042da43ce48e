import { Type } from '@patchbay/contract'
import { NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

/** Something that an app does to bring customers, and what it costs. */
export const MarketingActivity = record({
  id: Type.String(),
  title: Type.String(),
  status: Type.String({ description: 'Such as ACTIVE, PAUSED, SCHEDULED or INACTIVE.' }),
  tactic: Type.String({ description: 'Such as AD, NEWSLETTER or POST.' }),
  channel: at('marketingChannelType', Type.String({ description: 'Such as EMAIL, SEARCH or SOCIAL.' })),
  spent: at('adSpend?', money('What was paid for it so far.')),
  utmCampaign: at('utmParameters?.campaign?', Type.String()),
  utmMedium: at('utmParameters?.medium?', Type.String()),
  utmSource: at('utmParameters?.source?', Type.String()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})

/** Something that has brought customers, as apps report it. */
export const MarketingEvent = record({
  id: Type.String(),
  type: Type.String({ description: 'Such as AD, NEWSLETTER or POST.' }),
  channel: at('channelHandle', NullableText),
  description: NullableText,
  startedAt: Timestamp,
  endedAt: NullableTimestamp,
  scheduledToEndAt: NullableTimestamp,
  utmCampaign: NullableText,
  utmMedium: NullableText,
  utmSource: NullableText,
  previewUrl: NullableText,
  remoteId: NullableText,
})
