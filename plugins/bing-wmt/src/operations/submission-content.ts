import { defineOperation, Problem, Type } from '@patchbay/contract'
import { managing } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { allowance, Quota, QuotaAnswer, toQuota } from '../submission/quota.ts'
import encodeContent from '../transforms/encode-content.ts'
import { vendor } from '../vendor.ts'
import { Done, path } from '../wire/answer.ts'
import { codeBook, Named } from '../wire/code-book.ts'
import { Count, PageUrl } from '../wire/fields.ts'

/** Bing's own, of the page before it is encoded. */
const mostBytes = 10 * 1024 * 1024

const audiences = codeBook({
  everybody: 0,
  computers: 1,
  mobiles: 2,
  amp: 3,
  tablets: 4,
  'non-visual-browsers': 5,
})

export const submitContent = defineOperation(vendor, {
  title: 'Submit the content of a page',
  description:
    'Gives Bing a page together with its content, so that it need not crawl it. Use it for pages that must be in the ' +
    'index at once. It has a quota of its own, which is looked at first. Bing takes at most 10 MB.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    url: PageUrl('The full URL of the page. It must lie in the site.'),
    body: Type.String({
      maxLength: mostBytes,
      description:
        'The whole HTML of the page, or what it answers otherwise. For a page that is gone: empty.',
    }),
    status: Type.Optional(
      Type.Integer({
        minimum: 200,
        maximum: 599,
        default: 200,
        description:
          'The status that the page answers with: 404 or 410 tells Bing that it is gone. Default: 200.',
      }),
    ),
    contentType: Type.Optional(
      Type.String({
        pattern: '^[\\x20-\\x7e]{1,200}$',
        default: 'text/html; charset=utf-8',
        description: 'Media type of the body, which is sent in UTF-8. Default: text/html; charset=utf-8.',
      }),
    ),
    structuredData: Type.Optional(
      Type.String({
        maxLength: mostBytes,
        default: '',
        description: 'JSON-LD about the page, beside what the page has in itself. Default: none.',
      }),
    ),
    audience: Type.Optional(
      Named(audiences, {
        description: 'For whom the page is, where the site serves others another one. Default: everybody.',
        default: 'everybody',
      }),
    ),
  }),
  output: Type.Object({
    ...siteAnswer,
    url: Type.String(),
    bytes: Count('Size of what was sent.'),
    quotaLeft: Quota('What should be left: the quota read before, less this page.'),
  }),
  cost: { contentSubmissions: 1 },
  timeout: '60s',
  examples: [
    {
      title: 'A new page',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/new-in/',
        body: '<!doctype html><html><head><title>New in</title></head><body>Bird baths</body></html>',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/new-in/',
        bytes: 164,
        quotaLeft: { daily: 99, monthly: 2999 },
      },
    },
  ],
  async run(context) {
    const { input, config, http, now } = context
    const siteUrl = siteOf(input, config)
    const url = pageInSite(siteUrl, input.url)
    const { status = 200, contentType = 'text/html; charset=utf-8', structuredData = '', body } = input
    const { bytes, ...encoded } = await context.transform(encodeContent, {
      status,
      contentType,
      body,
      structuredData,
    })
    if (bytes > mostBytes)
      throw new Problem('invalid_input', {
        detail: `The page has ${bytes} bytes; Bing takes ${mostBytes}.`,
        errors: [{ path: '/body', message: 'is too large' }],
      })
    const quota = await http.get(path('GetContentSubmissionQuota'), {
      query: { siteUrl },
      response: QuotaAnswer,
      effect: 'read',
      about: { siteUrl },
      cost: { contentSubmissions: 0 },
    })
    const left = toQuota(quota.body.d)
    allowance(left, now, 'content')
    const dynamicServing = audiences.codeOf(input.audience ?? 'everybody')
    await http.post(path('SubmitContent'), {
      json: { siteUrl, url, ...encoded, dynamicServing },
      response: Done,
      about: { siteUrl },
      cost: { contentSubmissions: 1 },
    })
    return { siteUrl, url, bytes, quotaLeft: { daily: left.daily - 1, monthly: left.monthly - 1 } }
  },
})
