import { Type, type Static } from '@patchbay/contract'
import { Answer, List } from '../wire/answer.ts'
import { WireDate } from '../wire/date.ts'
import { OrNull } from '../wire/fields.ts'

const WireKeyword = Type.Object({
  Query: Type.Union([Type.String(), Type.Null()]),
  Impressions: Type.Number(),
  BroadImpressions: Type.Number(),
})

/** The answer of GetKeyword. */
export const KeywordAnswer = Answer(Type.Union([WireKeyword, Type.Null()]))

/** The answer of GetRelatedKeywords. */
export const RelatedAnswer = Answer(List(WireKeyword))

/** The answer of GetKeywordStats. */
export const WeeksAnswer = Answer(List(Type.Composite([WireKeyword, Type.Object({ Date: WireDate })])))

/** Which keyword, and where. */
export const keywordFields = {
  keyword: Type.String({
    minLength: 1,
    maxLength: 500,
    description: 'The search query.',
    examples: ['compost bin'],
  }),
  country: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z]{2}$',
      default: 'us',
      description: 'Where people search: a country by its two letters (ISO 3166). Default: us.',
    }),
  ),
  language: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
      default: 'en-US',
      description: 'In which language: a tag such as en-US or de-DE. Default: en-US.',
    }),
  ),
}

interface KeywordInput {
  readonly keyword: string
  readonly country?: string
  readonly language?: string
}

/** The parameters of all methods on keywords. Bing takes countries in small letters only. */
export function keywordQuery({ keyword, country = 'us', language = 'en-US' }: KeywordInput) {
  return { q: keyword, country: country.toLowerCase(), language }
}

/** What every answer about a keyword begins with. */
export const keywordAnswer = {
  keyword: Type.String(),
  country: Type.String(),
  language: Type.String(),
}

export function about(input: KeywordInput) {
  const { q, ...where } = keywordQuery(input)
  return { keyword: q, ...where }
}

export const impressionFields = {
  impressions: Type.Number({ description: 'How often people searched for exactly this.' }),
  broadImpressions: Type.Number({ description: 'How often for anything with it.' }),
}

/** The numbers of a keyword; null where Bing has none, which it says by leaving the query out. */
export function toImpressions(keyword: Static<typeof WireKeyword> | null) {
  if (keyword === null || keyword.Query === null) return null
  return { impressions: keyword.Impressions, broadImpressions: keyword.BroadImpressions }
}

/** Keywords with their numbers, most searched first. */
export function toRelated(keywords: ReadonlyArray<Static<typeof WireKeyword>> | null) {
  return (keywords ?? [])
    .flatMap((each) => {
      const numbers = toImpressions(each)
      return each.Query === null || numbers === null ? [] : [{ keyword: each.Query, ...numbers }]
    })
    .toSorted((a, b) => b.impressions - a.impressions)
}

export const Impressions = OrNull(
  Type.Object(impressionFields),
  'Null where Bing has too few searches to tell, or the days are ahead.',
)

export const Related = Type.Array(Type.Object({ keyword: Type.String(), ...impressionFields }), {
  description: 'Most searched first.',
})
