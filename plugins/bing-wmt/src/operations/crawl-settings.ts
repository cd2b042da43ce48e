import { defineOperation, Type, type Static } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, path } from '../wire/answer.ts'
import { typed } from '../wire/typed.ts'

const WireSettings = Type.Object({
  CrawlBoostAvailable: Type.Boolean(),
  CrawlBoostEnabled: Type.Boolean(),
  CrawlRate: Type.Array(Type.Number()),
})
const SettingsAnswer = Answer(WireSettings)

const hours = 24
const rate = { minimum: 1, maximum: 10 }
const settingsFields = {
  rates: Type.Array(Type.Number(), {
    description: 'How eagerly Bing crawls in each of the 24 hours of the day, from 1, least, to 10, most.',
  }),
  boostAvailable: Type.Boolean({ description: 'Whether Bing offers this site to be crawled at full speed.' }),
  boostEnabled: Type.Boolean({ description: 'Whether that is switched on.' }),
}

const toSettings = (siteUrl: string, settings: Static<typeof WireSettings>) => ({
  siteUrl,
  rates: settings.CrawlRate,
  boostAvailable: settings.CrawlBoostAvailable,
  boostEnabled: settings.CrawlBoostEnabled,
})

export const get = defineOperation(vendor, {
  title: 'Crawl settings',
  description: 'How eagerly Bing may crawl a site, hour by hour. Use it before crawl-settings.save.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(siteField),
  output: Type.Object({ ...siteAnswer, ...settingsFields }),
  cache: caching.settings,
  examples: [
    {
      title: 'The settings of a site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        rates: [
          10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
        ],
        boostAvailable: false,
        boostEnabled: false,
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetCrawlSettings'), {
      query: { siteUrl },
      response: SettingsAnswer,
    })
    return toSettings(siteUrl, body.d)
  },
})

export const save = defineOperation(vendor, {
  title: 'Save crawl settings',
  description:
    'Sets how eagerly Bing may crawl a site in each hour of the day. The answer is what Bing has made of it: it ignores ' +
    'the boost, without a word, where a site is not offered it, and a warning says so.',
  effect: 'idempotent',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    rates: Type.Array(Type.Integer({ ...rate, description: 'From 1 to 10.' }), {
      minItems: hours,
      maxItems: hours,
      description: 'A number from 1, least, to 10, most, for each hour of the day, midnight first.',
    }),
    boost: Type.Optional(
      Type.Boolean({ default: false, description: 'Whether to crawl at full speed. Default: no.' }),
    ),
  }),
  output: Type.Object({ ...siteAnswer, ...settingsFields }),
  examples: [
    {
      title: 'Little by day, much by night',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        rates: [10, 10, 10, 10, 10, 10, 5, 5, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 5, 5, 5, 5, 10, 10],
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        rates: [10, 10, 10, 10, 10, 10, 5, 5, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 5, 5, 5, 5, 10, 10],
        boostAvailable: false,
        boostEnabled: false,
      },
    },
  ],
  async run({ input, config, http, report }) {
    const siteUrl = siteOf(input, config)
    const { rates, boost = false } = input
    const crawlSettings = typed('CrawlSettings', {
      CrawlBoostAvailable: false,
      CrawlBoostEnabled: boost,
      CrawlRate: rates,
    })
    await http.post(path('SaveCrawlSettings'), { json: { siteUrl, crawlSettings }, response: Done })
    const { body } = await http.get(path('GetCrawlSettings'), {
      query: { siteUrl },
      response: SettingsAnswer,
    })
    if (boost && !body.d.CrawlBoostEnabled)
      report.warning({
        code: 'boost_ignored',
        path: '/boostEnabled',
        message: 'Bing does not offer the boost to this site, and has left it off.',
      })
    if (rates.some((each, hour) => each !== body.d.CrawlRate[hour]))
      report.warning({
        code: 'rates_differ',
        path: '/rates',
        message: 'Bing has not taken all of the rates as they were sent.',
      })
    return toSettings(siteUrl, body.d)
  },
})
