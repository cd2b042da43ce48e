import { defineOperation, Problem, Type } from '@patchbay/contract'
import { belongsTo, siteField, siteOf } from '../site/site.ts'
import { judgeIndexing } from '../urls/judge-indexing.ts'
import { vendor } from '../vendor.ts'
import { Answer, path } from '../wire/answer.ts'
import { timestamp, WireDate } from '../wire/date.ts'
import { optionalPart } from '../wire/optional-part.ts'

const OrNull = <S extends ReturnType<typeof Type.Object>>(schema: S) => Type.Union([schema, Type.Null()])

const WireInfo = Type.Object({
  Url: Type.String(),
  IsPage: Type.Boolean(),
  HttpStatus: Type.Number(),
  DocumentSize: Type.Number(),
  AnchorCount: Type.Number(),
  DiscoveryDate: WireDate,
  LastCrawledDate: WireDate,
  TotalChildUrlCount: Type.Number(),
})

const WireTraffic = Type.Object({ Clicks: Type.Number(), Impressions: Type.Number() })

const Moment = (description: string) =>
  Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description })

const InfoAnswer = Answer(OrNull(WireInfo))
const TrafficAnswer = Answer(OrNull(WireTraffic))

export const inspect = defineOperation(vendor, {
  title: 'Inspect a URL',
  description:
    'What Bing knows about one URL of a site: when it found and last crawled it, its size, links and ' +
    'traffic, and whether it is likely in the index. Bing has no index verdict in its API, so `indexed` is ' +
    'a judgement; `evidence` says what it rests on.',
  effect: 'read',
  input: Type.Object({
    ...siteField,
    url: Type.String({
      format: 'uri',
      pattern: '^https?://',
      maxLength: 2048,
      description: 'The full URL of the page. It must lie in the site.',
      examples: ['https://www.fernhill.example/guides/compost-bin/'],
    }),
  }),
  output: Type.Object({
    siteUrl: Type.String(),
    url: Type.String(),
    indexed: Type.Object({
      likely: Type.Boolean(),
      evidence: Type.Array(Type.String()),
    }),
    isPage: Type.Boolean({ description: 'False for a folder of pages.' }),
    httpStatus: Type.Union([Type.Integer(), Type.Null()], {
      description: 'Status at the last crawl; null where Bing does not tell, which is often.',
    }),
    documentSize: Type.Number({ description: 'In bytes.' }),
    anchorCount: Type.Number({ description: 'Links to the page that Bing knows of.' }),
    childUrlCount: Type.Number({ description: 'URLs below this one that Bing knows of.' }),
    discovered: Moment('When Bing first saw the URL; null where it never did.'),
    lastCrawled: Moment('When Bing last fetched it; null where it never did.'),
    traffic: Type.Union([Type.Object({ clicks: Type.Number(), impressions: Type.Number() }), Type.Null()], {
      description: 'Null where Bing gave none; `meta.warnings` says why.',
    }),
  }),
  cache: { ttl: '15m', staleWhileRevalidate: '15m', staleIfError: '1d' },
  examples: [
    {
      title: 'A page that is doing well',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/guides/compost-bin/',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/guides/compost-bin/',
        indexed: {
          likely: true,
          evidence: ['Bing last crawled it at 2026-11-17T11:43:09.802Z.', 'Bing showed it 1117 times.'],
        },
        isPage: true,
        httpStatus: null,
        documentSize: 63729,
        anchorCount: 19,
        childUrlCount: 0,
        discovered: '2025-02-05T20:29:37.649Z',
        lastCrawled: '2026-11-17T11:43:09.802Z',
        traffic: { clicks: 19, impressions: 1117 },
      },
    },
  ],
  async run({ input, config, http, report }) {
    const siteUrl = siteOf(input, config)
    const { url } = input
    if (!belongsTo(siteUrl, url))
      throw new Problem('invalid_input', {
        detail: `The URL does not lie in the site ${siteUrl}.`,
        errors: [{ path: '/url', message: `must begin with the host and path of ${siteUrl}` }],
      })
    const query = { siteUrl, url }
    const [information, traffic] = await Promise.all([
      http.get(path('GetUrlInfo'), { query, response: InfoAnswer }).catch(noDataAsNotFound),
      optionalPart(
        http
          .get(path('GetUrlTrafficInfo'), { query, response: TrafficAnswer })
          .catch(noDataAsNotFound)
          .then(({ body }) => body.d ?? noData()),
        { report, code: 'traffic_unavailable', path: '/traffic' },
      ),
    ])
    const info = information.body.d ?? noData()
    const lastCrawled = timestamp(info.LastCrawledDate)
    const httpStatus = info.HttpStatus === 0 ? null : info.HttpStatus
    return {
      siteUrl,
      url,
      indexed: judgeIndexing({ lastCrawled, httpStatus, impressions: traffic?.Impressions ?? 0 }),
      isPage: info.IsPage,
      httpStatus,
      documentSize: info.DocumentSize,
      anchorCount: info.AnchorCount,
      childUrlCount: info.TotalChildUrlCount,
      discovered: timestamp(info.DiscoveryDate),
      lastCrawled,
      traffic: traffic && { clicks: traffic.Clicks, impressions: traffic.Impressions },
    }
  },
})

function noData(cause?: Problem): never {
  throw new Problem('not_found', {
    detail: 'Bing has no data on this URL.',
    advice: 'Check the URL. Bing needs some days to learn a new page; submission.submit can tell it of one.',
    ...(cause?.upstream === undefined ? {} : { upstream: cause.upstream }),
    cause,
  })
}

/** For a site without crawl data Bing's methods on URLs answer "unknown error", always. */
function noDataAsNotFound(error: unknown): never {
  if (Problem.is(error) && error.upstream?.code === '2') noData(error)
  throw error
}
