import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, List, path } from '../wire/answer.ts'
import { timestamp, WireDate } from '../wire/date.ts'
import { Moment } from '../wire/fields.ts'

const ParametersAnswer = Answer(
  List(
    Type.Object({
      Parameter: Type.String(),
      IsEnabled: Type.Boolean(),
      Date: WireDate,
      Source: Type.Integer(),
    }),
  ),
)

const parameterField = {
  parameter: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '^[^\\s?&=#]+$',
    description: 'Name of a parameter in the query of URLs, such as `sort` or `sessionid`. Capitals count.',
    examples: ['sort'],
  }),
}

const changed = Type.Object({ ...siteAnswer, parameter: Type.String() })

export const list = defineOperation(vendor, {
  title: 'List query parameters',
  description:
    'Parameters in the query of URLs that Bing ignores for a site, so that URLs that differ only in them are one page.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(siteField),
  output: Type.Object({
    ...siteAnswer,
    parameters: Type.Array(
      Type.Object({
        parameter: Type.String(),
        enabled: Type.Boolean({ description: 'Whether Bing ignores it at present.' }),
        since: Moment('When it was added or changed.'),
        source: Type.Integer({ description: "Bing's number of who added it; 0 is the owner of the site." }),
      }),
    ),
  }),
  cache: caching.settings,
  examples: [
    {
      title: 'All parameters of a site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        parameters: [{ parameter: 'order', enabled: true, since: '2026-10-13T09:00:00.000Z', source: 0 }],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetQueryParameters'), {
      query: { siteUrl },
      response: ParametersAnswer,
    })
    return {
      siteUrl,
      parameters: (body.d ?? []).map(({ Parameter, IsEnabled, Date: date, Source }) => ({
        parameter: Parameter,
        enabled: IsEnabled,
        since: timestamp(date),
        source: Source,
      })),
    }
  },
})

export const add = defineOperation(vendor, {
  title: 'Add a query parameter',
  description:
    'Has Bing ignore a parameter in the query of URLs of a site. Only for parameters that do not change what a page ' +
    'shows: pages that differ in it fall together in the index.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({ ...siteField, ...parameterField }),
  output: changed,
  examples: [
    {
      title: 'The order of a list',
      input: { siteUrl: 'https://www.fernhill.example/', parameter: 'sort' },
      output: { siteUrl: 'https://www.fernhill.example/', parameter: 'sort' },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { parameter } = input
    const json = { siteUrl, queryParameter: parameter }
    await http.post(path('AddQueryParameter'), { json, response: Done })
    return { siteUrl, parameter }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Remove a query parameter',
  description: 'Has Bing heed a parameter in the query of URLs of a site again, and forget that it did not.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({ ...siteField, ...parameterField }),
  output: changed,
  examples: [
    {
      title: 'A parameter that is not used any more',
      input: { siteUrl: 'https://www.fernhill.example/', parameter: 'order' },
      output: { siteUrl: 'https://www.fernhill.example/', parameter: 'order' },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { parameter } = input
    const json = { siteUrl, queryParameter: parameter }
    await http.post(path('RemoveQueryParameter'), { json, response: Done })
    return { siteUrl, parameter }
  },
})

export const setEnabled = defineOperation(vendor, {
  title: 'Switch a query parameter',
  description:
    'Switches the rule for a parameter in the query of URLs of a site on or off, without forgetting it.',
  effect: 'idempotent',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    ...parameterField,
    enabled: Type.Boolean({ description: 'Whether Bing should ignore the parameter.' }),
  }),
  output: Type.Object({ ...siteAnswer, parameter: Type.String(), enabled: Type.Boolean() }),
  examples: [
    {
      title: 'Off for now',
      input: { siteUrl: 'https://www.fernhill.example/', parameter: 'order', enabled: false },
      output: { siteUrl: 'https://www.fernhill.example/', parameter: 'order', enabled: false },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { parameter, enabled } = input
    const json = { siteUrl, queryParameter: parameter, isEnabled: enabled }
    await http.post(path('EnableDisableQueryParameter'), { json, response: Done })
    return { siteUrl, parameter, enabled }
  },
})
