import { Type } from '@patchbay/contract'

const Count = (description: string) => Type.Number({ minimum: 0, description })
const OrNull = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })

/** The numbers that every table has. */
export const trafficFields = {
  clicks: Count('Clicks from Bing to the site.'),
  impressions: Count('How often Bing showed the site in results.'),
  ctr: OrNull(
    'Clicks divided by impressions; null without impressions. Bing sometimes counts more clicks than ' +
      'impressions, so it may exceed 1.',
  ),
}

/** With the positions, which the daily tables lack. */
export const measureFields = {
  ...trafficFields,
  position: OrNull('Mean position in results, weighted by impressions; null where Bing gives none.'),
  clickPosition: OrNull(
    'Mean position at which results were clicked, weighted by clicks; null without clicks.',
  ),
}

/** What an answer tells about itself. */
export const coverageFields = {
  siteUrl: Type.String(),
  startDate: Type.String({ format: 'date' }),
  endDate: Type.String({ format: 'date' }),
  dataFrom: Type.Union([Type.String({ format: 'date' }), Type.Null()], {
    description: 'Oldest bucket that Bing has for this question, in the window or not.',
  }),
  dataTo: Type.Union([Type.String({ format: 'date' }), Type.Null()], {
    description: 'Newest bucket that Bing has for this question. Bing is some days behind.',
  }),
}
