import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { reading } from '../scopes.ts'
import { pageInSite, siteField, siteOf } from '../site/site.ts'
import { judgeIndexing } from '../urls/judge-indexing.ts'
import { noData, noDataAsNotFound } from '../urls/no-data.ts'
import { infoFields, toInfo, WireInfo } from '../urls/wire.ts'
import { vendor } from '../vendor.ts'
import { Answer, path } from '../wire/answer.ts'
import { PageUrl } from '../wire/fields.ts'
import { optionalPart } from '../wire/optional-part.ts'

const WireTraffic = Type.Object({ Clicks: Type.Number(), Impressions: Type.Number() })

const InfoAnswer = Answer(Type.Union([WireInfo, Type.Null()]))
const TrafficAnswer = Answer(Type.Union([WireTraffic, Type.Null()]))

export const inspect = defineOperation(vendor, {
  title: 'Inspect a URL',
  description:
    'What Bing knows about one URL of a site: when it found and last crawled it, its size, links and ' +
    'traffic, and whether it is likely in the index. Bing has no index verdict in its API, so `indexed` is ' +
    'a judgement; `evidence` says what it rests on.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...siteField,
    url: PageUrl('The full URL of the page. It must lie in the site.'),
  }),
  output: Type.Object({
    siteUrl: Type.String(),
    url: Type.String(),
    indexed: Type.Object({
      likely: Type.Boolean(),
      evidence: Type.Array(Type.String()),
    }),
    ...infoFields,
    traffic: Type.Union([Type.Object({ clicks: Type.Number(), impressions: Type.Number() }), Type.Null()], {
      description: 'Null where Bing gave none; `meta.warnings` says why.',
    }),
  }),
  cache: caching.urls,
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
    const url = pageInSite(siteUrl, input.url)
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
    const info = toInfo(information.body.d ?? noData())
    return {
      siteUrl,
      url,
      indexed: judgeIndexing({ ...info, impressions: traffic?.Impressions ?? 0 }),
      ...info,
      traffic: traffic && { clicks: traffic.Clicks, impressions: traffic.Impressions },
    }
  },
})
