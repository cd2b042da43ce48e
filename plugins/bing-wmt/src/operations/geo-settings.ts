import { defineOperation, Problem, Type, type Static } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, List, path } from '../wire/answer.ts'
import { codeBook, Named, NamedOrUnknown } from '../wire/code-book.ts'
import { timestamp, WireDate, wireDate } from '../wire/date.ts'
import { Moment, PageUrl } from '../wire/fields.ts'
import { typed } from '../wire/typed.ts'

const extents = codeBook({ page: 0, directory: 1, domain: 2, subdomain: 3 })

const WireSetting = Type.Object({
  Date: WireDate,
  TwoLetterIsoCountryCode: Type.String(),
  Type: Type.Integer(),
  Url: Type.String(),
})
const SettingsAnswer = Answer(List(WireSetting))

const settingFields = {
  url: PageUrl('The page, directory or home page that is for the country. It must lie in the site.'),
  country: Type.String({
    pattern: '^[A-Za-z]{2}$',
    description: 'The country by its two letters (ISO 3166), such as gb. Capitals make no difference.',
    examples: ['gb'],
  }),
}

const wireSetting = (setting: Static<typeof WireSetting>) => typed('CountryRegionSettings', setting)

const changed = Type.Object({ ...siteAnswer, url: Type.String(), country: Type.String() })

export const list = defineOperation(vendor, {
  title: 'List country settings',
  description: 'Which parts of a site are meant for people in which country, as Bing was told.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(siteField),
  output: Type.Object({
    ...siteAnswer,
    settings: Type.Array(
      Type.Object({
        url: Type.String(),
        country: Type.String({ description: 'Two letters, in small.' }),
        extent: NamedOrUnknown(extents, 'How much of the site it is about.'),
        since: Moment('When Bing was told.'),
      }),
    ),
  }),
  cache: caching.settings,
  examples: [
    {
      title: 'All country settings of a site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        settings: [
          {
            url: 'https://www.fernhill.example/',
            country: 'gb',
            extent: 'domain',
            since: '2026-05-06T09:00:00.000Z',
          },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetCountryRegionSettings'), {
      query: { siteUrl },
      response: SettingsAnswer,
    })
    return {
      siteUrl,
      settings: (body.d ?? []).map((each) => ({
        url: each.Url,
        country: each.TwoLetterIsoCountryCode.toLowerCase(),
        extent: extents.nameOf(each.Type),
        since: timestamp(each.Date),
      })),
    }
  },
})

export const add = defineOperation(vendor, {
  title: 'Add a country setting',
  description: 'Tells Bing that a site, or a part of it, is meant for people in one country.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    ...settingFields,
    extent: Type.Optional(
      Named(extents, {
        description: 'How much of the site it is about. Default: domain, all of it.',
        default: 'domain',
      }),
    ),
  }),
  output: changed,
  examples: [
    {
      title: 'A directory for Ireland',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/ie/',
        country: 'IE',
        extent: 'directory',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/ie/',
        country: 'ie',
      },
    },
  ],
  async run({ input, config, http, now }) {
    const siteUrl = siteOf(input, config)
    const url = pageInSite(siteUrl, input.url)
    // Bing refuses capitals.
    const country = input.country.toLowerCase()
    const settings = wireSetting({
      Date: wireDate(now),
      TwoLetterIsoCountryCode: country,
      Type: extents.codeOf(input.extent ?? 'domain'),
      Url: url,
    })
    await http.post(path('AddCountryRegionSettings'), { json: { siteUrl, settings }, response: Done })
    return { siteUrl, url, country }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Remove a country setting',
  description: 'Takes back that a site, or a part of it, is meant for people in one country.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({ ...siteField, ...settingFields }),
  output: changed,
  examples: [
    {
      title: 'A site that is for everybody',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/',
        country: 'gb',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/',
        country: 'gb',
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const url = pageInSite(siteUrl, input.url)
    const country = input.country.toLowerCase()
    const { body } = await http.get(path('GetCountryRegionSettings'), {
      query: { siteUrl },
      response: SettingsAnswer,
      effect: 'read',
    })
    const known = (body.d ?? []).find(
      (each) => each.Url === url && each.TwoLetterIsoCountryCode.toLowerCase() === country,
    )
    if (known === undefined)
      throw new Problem('not_found', {
        detail: 'Bing has no such country setting.',
        advice: 'geo-settings.list has those of the site.',
      })
    const settings = wireSetting({
      Date: known.Date,
      TwoLetterIsoCountryCode: country,
      Type: known.Type,
      Url: known.Url,
    })
    await http.post(path('RemoveCountryRegionSettings'), { json: { siteUrl, settings }, response: Done })
    return { siteUrl, url, country }
  },
})
