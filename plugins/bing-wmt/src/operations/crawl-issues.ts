import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { crawlIssues } from '../crawl/issues.ts'
import { reading } from '../scopes.ts'
import { siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { ListOfNames, namesOfFlags } from '../wire/code-book.ts'
import { Count, OrNull } from '../wire/fields.ts'
import { IssuesAnswer } from '../crawl/wire.ts'

export const issues = defineOperation(vendor, {
  title: 'Crawl issues',
  description:
    'Pages of a site that Bing had trouble with when it crawled them, and what the trouble was. The list may be empty ' +
    'although crawl.stats counts errors, and pages that were repaired stay in it for some time.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...siteField,
    issue: Type.Optional(
      Type.Unsafe<(typeof crawlIssues.names)[number]>({
        type: 'string',
        enum: [...crawlIssues.names],
        description: 'Only pages with this issue. Default: with any.',
      }),
    ),
  }),
  output: Type.Object({
    ...siteAnswer,
    issues: Type.Array(
      Type.Object({
        url: Type.String(),
        httpStatus: OrNull(Type.Integer(), 'What the page answered; null where Bing does not tell.'),
        issues: ListOfNames(crawlIssues, 'What Bing found.'),
        inLinks: Count('Links to the page that Bing knows of.'),
      }),
      { description: 'Those with most links first.' },
    ),
  }),
  cache: caching.reports,
  timeout: '60s',
  examples: [
    {
      title: 'All issues of a site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        issues: [
          {
            url: 'https://www.fernhill.example/old-catalogue/',
            httpStatus: 404,
            issues: ['client-error'],
            inLinks: 12,
          },
          {
            url: 'https://www.fernhill.example/returns/',
            httpStatus: null,
            issues: ['blocked-by-robots-txt', 'time-out'],
            inLinks: 3,
          },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetCrawlIssues'), { query: { siteUrl }, response: IssuesAnswer })
    const found = (body.d ?? []).map(({ Url, HttpCode, Issues, InLinks }) => ({
      url: Url,
      httpStatus: HttpCode === 0 ? null : HttpCode,
      issues: namesOfFlags(crawlIssues, Issues),
      inLinks: InLinks,
    }))
    const { issue } = input
    return {
      siteUrl,
      issues: found
        .filter(({ issues: names }) => issue === undefined || names.includes(issue))
        .toSorted((a, b) => b.inLinks - a.inLinks),
    }
  },
})
