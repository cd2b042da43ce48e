import { definePrompt, Type, type PromptMessage } from '@patchbay/contract'

const task = (text: string): readonly PromptMessage[] => [{ role: 'user', content: { type: 'text', text } }]

const site = Type.String({ description: 'The site, such as https://www.example.com/.' })

const sites = { siteUrl: { operation: 'sites.list', list: 'sites', field: 'url' } } as const

const indexingCheck = definePrompt({
  title: 'Check of indexing',
  description: 'Finds out what keeps a site or its pages out of Bing, and what to do.',
  arguments: Type.Object({
    siteUrl: site,
    urls: Type.Optional(Type.String({ description: 'Addresses of pages to look at, separated by spaces.' })),
  }),
  completions: sites,
  messages: ({ siteUrl, urls }) =>
    task(
      `Find out what keeps ${siteUrl} out of Bing. Call bing_wmt_site_health first, then bing_wmt_crawl_issues and bing_wmt_sitemaps_health where it finds something.${urls === undefined ? '' : ` Call bing_wmt_urls_inspect for each of these pages: ${urls}.`} Call bing_wmt_submission_quota to see how many URLs may be submitted today. Group what you find by cause, most pages first, and name the next step for each. Submit nothing by yourself: list what you would submit.`,
    ),
})

const searchReview = definePrompt({
  title: 'Review of search in Bing',
  description: 'Tells how a site does in Bing, what moved, and which queries are worth work.',
  arguments: Type.Object({ siteUrl: site }),
  completions: sites,
  messages: ({ siteUrl }) =>
    task(
      `Review how ${siteUrl} does in Bing. Call bing_wmt_performance_compare by query and by page for the last 28 days against the 28 before, and bing_wmt_performance_timeseries for the course of it. Name the five largest gains and losses, the queries with many impressions and few clicks, and what to change on the pages behind them. Say which days the data really cover.`,
    ),
})

const keywordIdeas = definePrompt({
  title: 'Ideas for keywords',
  description: 'Finds what people search for around a topic, and what to write about it.',
  arguments: Type.Object({
    keyword: Type.String({ description: 'The topic, in words that people search for.' }),
  }),
  messages: ({ keyword }) =>
    task(
      `Find out what people search for around "${keyword}". Call bing_wmt_keywords_research with it, and with the three most searched of the related ones. Group the keywords by what the searcher wants, with the demand of each group and its trend, and propose one page for each group: title, what it has to answer, and which keywords it is for.`,
    ),
})

export const prompts = {
  'indexing-check': indexingCheck,
  'search-review': searchReview,
  'keyword-ideas': keywordIdeas,
}
