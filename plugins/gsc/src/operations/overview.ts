import { defineOperation, Problem, Type, type Static } from '@patchbay/contract'
import { compareToField, previousField, type CompareTo } from '../building/comparison.ts'
import { example } from '../building/example.ts'
import type { Context } from '../building/insight.ts'
import { MeasuresOf } from '../insights/fields.ts'
import { measuresOf, sumRows, type Measures } from '../insights/measures.ts'
import { ChangeSchema, changeOf, RelativeChangeSchema, relativeChangeOf } from '../insights/periods.ts'
import { lookup } from '../limits.ts'
import { send } from '../request.ts'
import { scopes } from '../scopes.ts'
import { typeField, windowFields } from '../search/fields.ts'
import { searchOnce } from '../search/search.ts'
import { windowBefore, windowOf, type Window } from '../search/window.ts'
import { permissionLevel, PermissionLevel } from '../site/permission-level.ts'
import { SiteUrl } from '../site/site-url.ts'
import { gsc } from '../vendor.ts'

const WireSites = Type.Object({
  siteEntry: Type.Optional(
    Type.Array(Type.Object({ siteUrl: Type.String(), permissionLevel: Type.String() })),
  ),
})

const mostSites = 100
/** Properties that are asked for at once. */
const together = 6

const Line = Type.Object({
  siteUrl: Type.String(),
  permissionLevel: PermissionLevel,
  current: MeasuresOf('In the window.'),
  previous: MeasuresOf('In the window before.'),
  change: ChangeSchema,
  relativeChange: RelativeChangeSchema,
})

type Line = Static<typeof Line>

interface Input {
  readonly siteUrls?: readonly string[]
  readonly startDate?: string
  readonly endDate?: string
  readonly days?: number
  readonly compareTo?: CompareTo
  readonly type?: Static<typeof typeField.type>
}

const overview = defineOperation(gsc, {
  title: 'All properties in one look',
  description:
    'Clicks, impressions, rate and position of every property of the account against the window before, those with most clicks first. Properties that cannot be read are named in a warning and do not spoil the rest.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object({
    siteUrls: Type.Optional(
      Type.Array(SiteUrl('A property.'), {
        minItems: 1,
        maxItems: mostSites,
        description: `Which properties. Default: all that the account may read, ${mostSites} at most.`,
      }),
    ),
    ...windowFields,
    ...compareToField,
    ...typeField,
  }),
  output: Type.Object({
    startDate: Type.String({ format: 'date' }),
    endDate: Type.String({ format: 'date' }),
    ...previousField,
    sites: Type.Array(Line),
  }),
  cache: { ttl: '3h', staleWhileRevalidate: '6h', staleIfError: '1d', tags: ['sites', 'search-analytics'] },
  timeout: '2m',
  examples: [example('sites.overview', 'All of the account', {})],
  async run(given) {
    const context = given as unknown as Context<Input>
    const { input, now, report } = context
    const window = windowOf(input, now)
    const previous = windowBefore(window, input.compareTo ?? 'same_weekdays')
    const { body } = await send(context, {
      method: 'GET',
      path: '/webmasters/v3/sites',
      ...lookup,
      response: WireSites,
    })
    const known = new Map(
      (body.siteEntry ?? []).map((one) => [one.siteUrl, permissionLevel(one.permissionLevel)]),
    )
    const readable = [...known].flatMap(([siteUrl, level]) => (level === 'unverified' ? [] : [siteUrl]))
    const wanted = input.siteUrls ?? readable.slice(0, mostSites)
    if (input.siteUrls === undefined && readable.length > mostSites) {
      report.partial()
      report.warning({
        code: 'sites_left_out',
        message: `The account has ${readable.length} properties; these are the first ${mostSites}. Name others in siteUrls.`,
      })
    }
    const lines: Line[] = []
    let failure: Problem | undefined
    for (let start = 0; start < wanted.length; start += together) {
      const batch = wanted.slice(start, start + together)
      const settled = await Promise.allSettled(
        batch.map((siteUrl) => lineOf(context, siteUrl, window, previous)),
      )
      for (const [index, one] of settled.entries()) {
        const siteUrl = batch[index] ?? ''
        if (one.status === 'fulfilled') {
          lines.push({ siteUrl, permissionLevel: known.get(siteUrl) ?? 'unknown', ...one.value })
          continue
        }
        const reason: unknown = one.reason
        // The credentials are those of all properties; what one property lacks is its own matter.
        if (!Problem.is(reason) || reason.code === 'connection_unauthorized') throw reason
        failure ??= reason
        report.partial()
        report.warning({ code: reason.code, message: `${siteUrl} was left out. ${reason.message}` })
      }
    }
    // Where none could be read, the caller gets the reason as that of the call.
    if (lines.length === 0 && failure !== undefined) throw failure
    lines.sort((a, b) => b.current.clicks - a.current.clicks || (a.siteUrl < b.siteUrl ? -1 : 1))
    return { ...window, previous, sites: lines }
  },
})

async function lineOf(context: Context<Input>, siteUrl: string, window: Window, previous: Window) {
  const totals = async (of: Window): Promise<Measures> => {
    const { rows } = await searchOnce(context, {
      siteUrl,
      ...of,
      dimensions: [],
      type: context.input.type,
      rowLimit: 1,
    })
    return measuresOf(sumRows(rows.map((row) => ({ ...row, keys: [] }))))
  }
  const [current, before] = await Promise.all([totals(window), totals(previous)])
  return {
    current,
    previous: before,
    change: changeOf(current, before),
    relativeChange: relativeChangeOf(current, before),
  }
}

export const overviews = { 'sites.overview': overview }
