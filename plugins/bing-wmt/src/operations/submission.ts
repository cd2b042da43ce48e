import { defineOperation, Problem, Type } from '@patchbay/contract'
import { managing, reading } from '../scopes.ts'
import { siteField, siteOf } from '../site/site.ts'
import { checkUrls } from '../submission/check-urls.ts'
import { allowance, Quota, QuotaAnswer, toQuota } from '../submission/quota.ts'
import { sendInChunks } from '../submission/send-chunks.ts'
import { vendor } from '../vendor.ts'
import { Done, path } from '../wire/answer.ts'
import { optionalPart } from '../wire/optional-part.ts'

export const quota = defineOperation(vendor, {
  title: 'Submission quota',
  description:
    'How many URLs of a site may still be submitted to Bing today and this month, and how many pages with ' +
    'their content. submission.submit asks for it by itself.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(siteField),
  output: Type.Object({
    siteUrl: Type.String(),
    urls: Quota('URLs that may still be submitted.'),
    content: Type.Union([Quota('Pages that may still be submitted with their content.'), Type.Null()], {
      description: 'Null where Bing gave none; `meta.warnings` says why.',
    }),
  }),
  examples: [
    {
      title: 'What is left',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        urls: { daily: 1000, monthly: 11000 },
        content: { daily: 100, monthly: 3000 },
      },
    },
  ],
  async run({ input, config, http, report }) {
    const siteUrl = siteOf(input, config)
    const options = { query: { siteUrl }, about: { siteUrl }, response: QuotaAnswer }
    const [urls, content] = await Promise.all([
      http.get(path('GetUrlSubmissionQuota'), options),
      optionalPart(http.get(path('GetContentSubmissionQuota'), options), {
        report,
        code: 'content_quota_unavailable',
        path: '/content',
      }),
    ])
    return { siteUrl, urls: toQuota(urls.body.d), content: content && toQuota(content.body.d) }
  },
})

const Urls = (description: string) => Type.Array(Type.String(), { description })

export const submit = defineOperation(vendor, {
  title: 'Submit URLs',
  description:
    'Tells Bing of new or changed pages of a site, so that it crawls them soon. Takes up to 10,000 URLs and ' +
    "sends at most what is left of the site's quota, in the order given, in batches of 500; the others come back " +
    'in `remaining`, to be sent another day. Each URL costs quota every time, so submit a page only when it ' +
    'has changed. Bing does not say what became of a URL. Without a quota: index-now.submit.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    urls: Type.Array(
      Type.String({ format: 'uri', pattern: '^https?://', maxLength: 2048, description: 'A full URL.' }),
      {
        minItems: 1,
        maxItems: 10_000,
        description: 'The pages, most important first. All of one site; repetitions are sent once.',
        examples: [['https://www.fernhill.example/shop/compost-bin/']],
      },
    ),
  }),
  output: Type.Object({
    siteUrl: Type.String(),
    submitted: Urls('Bing took these.'),
    uncertain: Urls(
      'Bing may have taken these: its answer was lost. Submitting them again may cost quota twice.',
    ),
    remaining: Urls('Bing did not take these. Send them when there is quota.'),
    duplicates: Type.Integer({ minimum: 0, description: 'Repetitions in the input, which were left out.' }),
    quotaLeft: Quota('What should be left: the quota read before, less what was sent.'),
  }),
  cost: { urlSubmissions: ({ urls }) => urls.length },
  timeout: '10m',
  task: 'offered',
  examples: [
    {
      title: 'Two pages',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        urls: [
          'https://www.fernhill.example/shop/compost-bin/',
          'https://www.fernhill.example/guides/compost-bin/',
        ],
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        submitted: [
          'https://www.fernhill.example/shop/compost-bin/',
          'https://www.fernhill.example/guides/compost-bin/',
        ],
        uncertain: [],
        remaining: [],
        duplicates: 0,
        quotaLeft: { daily: 998, monthly: 10998 },
      },
    },
  ],
  async run({ input, config, http, report, log, now }) {
    const siteUrl = siteOf(input, config)
    const urls = checkUrls(siteUrl, input.urls)
    const { body } = await http.get(path('GetUrlSubmissionQuota'), {
      query: { siteUrl },
      response: QuotaAnswer,
      effect: 'read',
      about: { siteUrl },
      cost: { urlSubmissions: 0 },
    })
    const left = toQuota(body.d)
    const allowed = allowance(left, now)
    const sent = await sendInChunks(urls.slice(0, allowed), (urlList) =>
      http.post(path('SubmitUrlBatch'), {
        json: { siteUrl, urlList },
        response: Done,
        about: { siteUrl },
        cost: { urlSubmissions: urlList.length },
      }),
    )
    const { submitted, uncertain, failure } = sent
    if (failure !== undefined) {
      // An error would hide what Bing has taken already, so it is only thrown where that is nothing.
      if (submitted.length === 0) throw failure
      log.warn({ siteUrl, submitted: submitted.length, failure }, 'submission ended early')
      const reason = Problem.is(failure) ? failure.message : 'The connector failed.'
      report.warning({
        code: Problem.is(failure) ? failure.code : 'internal',
        message: `Ended after ${submitted.length} URLs: ${reason}`,
      })
    }
    if (urls.length > allowed)
      report.warning({
        code: 'quota_reached',
        path: '/remaining',
        message: `The quota of the site allows ${allowed} of ${urls.length} URLs now.`,
      })
    const remaining = [...sent.remaining, ...urls.slice(allowed)]
    if (remaining.length + uncertain.length > 0) report.partial()
    const spent = submitted.length + uncertain.length
    return {
      siteUrl,
      submitted: [...submitted],
      uncertain: [...uncertain],
      remaining,
      duplicates: input.urls.length - urls.length,
      quotaLeft: { daily: left.daily - spent, monthly: left.monthly - spent },
    }
  },
})
