import { definePrompt, Type, type PromptMessage } from '@patchbay/contract'

const task = (text: string): readonly PromptMessage[] => [{ role: 'user', content: { type: 'text', text } }]

const site = Type.String({
  description: 'The property, such as sc-domain:example.com or https://www.example.com/.',
})

const sites = { siteUrl: { operation: 'sites.list', list: 'sites', field: 'siteUrl' } } as const

const weeklySearchReport = definePrompt({
  title: 'Weekly search report',
  description: 'Tells how a site did in Google Search in the last seven days, what moved, and what to do.',
  arguments: Type.Object({ siteUrl: site }),
  completions: sites,
  messages: ({ siteUrl }) =>
    task(
      `Write the weekly search report of ${siteUrl}. Call gsc_reports_generate with days 7; its markdown is the base. Call gsc_insights_alerts and gsc_insights_traffic_drops for the same days, and gsc_insights_anomalies to see whether the change is more than noise. Begin with what a manager has to know in three sentences. Then clicks, impressions, CTR and position against the week before, the pages and queries behind the change, and at most five things to do, with the clicks that each may bring. Data of the last two or three days are incomplete: say so where they matter.`,
    ),
})

const quickWins = definePrompt({
  title: 'Quick wins',
  description: 'Finds pages that gain most from small changes, and says which changes.',
  arguments: Type.Object({ siteUrl: site }),
  completions: sites,
  messages: ({ siteUrl }) =>
    task(
      `Find the quick wins of ${siteUrl} in Google Search. Call gsc_insights_quick_wins and gsc_insights_ctr_opportunities for the last 28 days, and gsc_insights_cannibalization to see whether pages compete. For the ten pages with most to gain: the query, the position, the clicks it may gain, and one concrete change of title, heading, text or links. Leave out what rests on fewer than 100 impressions.`,
    ),
})

const indexingCheck = definePrompt({
  title: 'Check of indexing',
  description: 'Finds out why pages are not in Google, and what to do.',
  arguments: Type.Object({
    siteUrl: site,
    urls: Type.String({ description: 'Addresses of the pages, separated by spaces.' }),
  }),
  completions: sites,
  messages: ({ siteUrl, urls }) =>
    task(
      `Find out whether these pages of ${siteUrl} are in Google, and why not: ${urls}. Call gsc_quotas_status first, since a site has few inspections a day, then gsc_urls_indexing_issues with these URLs. Call gsc_sitemaps_list to see whether the pages are in a sitemap without errors. Group the pages by cause, and name for each cause the one next step. Ask for no indexing by yourself.`,
    ),
})

export const prompts = {
  'weekly-search-report': weeklySearchReport,
  'quick-wins': quickWins,
  'indexing-check': indexingCheck,
}
