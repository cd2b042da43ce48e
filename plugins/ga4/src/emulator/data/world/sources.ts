import { readTable } from '../../../catalogue/read-table.ts'
import { chooser } from './chance.ts'

/** From where a visit came. */
export interface Source {
  readonly channel: string
  readonly source: string
  readonly medium: string
  readonly campaign: string
  readonly campaignId: string
  readonly referrer: string
  readonly isPaid: boolean
}

// Channel, source, medium, campaign, its id, referrer, weight.
const table = `
Organic Search|google|organic|(organic)|(not set)|https://www.google.com/|34
Organic Search|bing|organic|(organic)|(not set)|https://www.bing.com/|5
Organic Search|duckduckgo|organic|(organic)|(not set)|https://duckduckgo.com/|2
Direct|(direct)|(none)|(direct)|(not set)||24
Paid Search|google|cpc|autumn-bulbs|20994411|https://www.google.com/|6
Paid Search|google|cpc|brand|20994412|https://www.google.com/|4
Cross-network|google|cpc|shopping-all|20994413|https://www.google.com/|3
Email|newsletter|email|weekly-tips|(not set)||6
Email|newsletter|email|autumn-sale|(not set)||3
Organic Social|instagram.com|referral|(referral)|(not set)|https://l.instagram.com/|4
Organic Social|facebook.com|referral|(referral)|(not set)|https://m.facebook.com/|3
Paid Social|facebook|paid_social|retargeting|(not set)|https://m.facebook.com/|2
Organic Video|youtube.com|referral|(referral)|(not set)|https://www.youtube.com/|1
Referral|allotment-forum.example|referral|(referral)|(not set)|https://allotment-forum.example/threads/812|3
Referral|gardenpress.example|referral|(referral)|(not set)|https://gardenpress.example/reviews/|2
AI Assistant|chatgpt.com|referral|(referral)|(not set)|https://chatgpt.com/|3
AI Assistant|perplexity.ai|referral|(referral)|(not set)|https://www.perplexity.ai/|1
AI Assistant|gemini.google.com|referral|(referral)|(not set)|https://gemini.google.com/|1
Referral|claude.ai|referral|(referral)|(not set)|https://claude.ai/|1
Unassigned|(not set)|(not set)|(not set)|(not set)||1
`

const rows = readTable(table, 7)

export const sources: readonly Source[] = rows.map(
  ([channel = '', source = '', medium = '', campaign = '', campaignId = '', referrer = '']) => ({
    channel,
    source,
    medium,
    campaign,
    campaignId,
    referrer,
    isPaid: medium === 'cpc' || medium === 'paid_social',
  }),
)

export const chooseSource = chooser(rows.map((row) => Number(row[6])))
