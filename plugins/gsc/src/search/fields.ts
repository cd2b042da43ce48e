import { Type, type Static } from '@patchbay/contract'

const OneOf = <const T extends readonly string[]>(
  values: T,
  options: { description: string; default?: string },
) => Type.Unsafe<T[number]>({ type: 'string', enum: values, ...options })

export const dimensionNames = [
  'date',
  'hour',
  'query',
  'page',
  'country',
  'device',
  'searchAppearance',
] as const

export const DimensionName = OneOf(dimensionNames, { description: 'What rows are told apart by.' })

export const searchTypes = ['web', 'image', 'video', 'news', 'discover', 'googleNews'] as const

export const typeField = {
  type: Type.Optional(
    OneOf(searchTypes, {
      default: 'web',
      description:
        'Where the site was shown: web results (the default), the tabs for images, videos and news, the Discover feed, or Google News. The last two have neither queries nor positions.',
    }),
  ),
}

const operators = [
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'includingRegex',
  'excludingRegex',
] as const

export const Filter = Type.Object(
  {
    dimension: OneOf(['query', 'page', 'country', 'device', 'searchAppearance'] as const, {
      description: 'What is looked at. A row need not show it.',
    }),
    operator: Type.Optional(
      OneOf(operators, {
        default: 'equals',
        description:
          'How. Default: equals. `contains` and the like do not mind case; the patterns of `includingRegex` are RE2, match anywhere and mind it.',
      }),
    ),
    expression: Type.String({
      minLength: 1,
      maxLength: 4_096,
      description:
        'A text, full URL or pattern; a country as three small letters such as `usa`; a device as DESKTOP, MOBILE or TABLET.',
    }),
  },
  { additionalProperties: false },
)

export const filtersField = {
  filters: Type.Optional(
    Type.Array(Filter, {
      maxItems: 20,
      description: 'Only what fits all of these. Google knows no "or": use a pattern for it.',
    }),
  ),
}

export const windowFields = {
  startDate: Type.Optional(
    Type.String({
      format: 'date',
      description: 'First day, such as 2026-11-01, as California counts days. Google keeps 16 months.',
    }),
  ),
  endDate: Type.Optional(
    Type.String({
      format: 'date',
      description: 'Last day, which counts. Default: the last one whose data is final, three days ago.',
    }),
  ),
  days: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 500,
      default: 28,
      description: 'How many days up to the last one, where startDate is not given. Default: 28.',
    }),
  ),
}

export const dataStateField = {
  dataState: Type.Optional(
    OneOf(['final', 'all'] as const, {
      default: 'final',
      description:
        '`final` leaves out what may still change (the default); `all` has data up to some hours ago, the newest of it incomplete.',
    }),
  ),
}

/** What an answer says about what it covers. */
export const coverageFields = {
  siteUrl: Type.String(),
  startDate: Type.String({ format: 'date' }),
  endDate: Type.String({ format: 'date' }),
}

export const SearchRow = Type.Object({
  date: Type.Optional(Type.String({ format: 'date', description: 'A day in California.' })),
  hour: Type.Optional(
    Type.String({ description: 'When the hour began, such as 2026-11-20T07:00:00-08:00.' }),
  ),
  query: Type.Optional(Type.String()),
  page: Type.Optional(Type.String({ description: 'Full URL.' })),
  country: Type.Optional(Type.String({ description: 'Three small letters of ISO 3166-1, such as usa.' })),
  device: Type.Optional(Type.String({ description: 'DESKTOP, MOBILE or TABLET.' })),
  searchAppearance: Type.Optional(Type.String()),
  clicks: Type.Number(),
  impressions: Type.Number(),
  ctr: Type.Number({ description: 'Clicks by impressions, from 0 to 1.' }),
  position: Type.Union([Type.Number(), Type.Null()], {
    description: 'Mean position of the topmost link, from 1. Null where Google has none.',
  }),
})

export type Filter = Static<typeof Filter>
export type DimensionName = (typeof dimensionNames)[number]
export type SearchType = (typeof searchTypes)[number]
