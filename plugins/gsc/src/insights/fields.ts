import { Type } from '@patchbay/contract'

/** A number, or null where there is nothing to take it from. */
export const NumberOrNull = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })

export const Count = (description: string) => Type.Integer({ minimum: 0, description })

/** The numbers of a row or of many. */
export const measureFields = {
  clicks: Type.Number({ description: 'Clicks from Google to the site.' }),
  impressions: Type.Number({ description: 'How often Google showed the site in results.' }),
  ctr: NumberOrNull('Clicks divided by impressions, 0 to 1; null without impressions.'),
  position: NumberOrNull(
    'Mean position in results, weighted by impressions; 1 is the top. Null where Google gives none.',
  ),
}

export const MeasuresOf = (description: string) => Type.Object(measureFields, { description })

const Key = (description: string) => Type.Optional(Type.String({ description }))

/** What a row is about: those dimensions that were asked for. */
export const keyFields = {
  query: Key('The search query.'),
  page: Key('The full URL of the page.'),
  country: Key('The country as three lower-case letters of ISO 3166-1, such as usa.'),
  device: Key('DESKTOP, MOBILE or TABLET.'),
  searchAppearance: Key('The search appearance.'),
}

export const queryAndPage = { query: keyFields.query, page: keyFields.page }

export const rowCountField = { rowCount: Count('Rows on all pages of the answer together.') }
