/** What tests turn about the emulated Search Console. */
export interface Profile {
  /** Queries of search analytics in a minute, of a site and of a user. */
  readonly searchesPerMinute: number
  /** URL inspections of a site in a minute, and in a day of California. */
  readonly inspectionsPerMinute: number
  readonly inspectionsPerDay: number
  /**
   * What the queries of a site may cost in ten minutes, in days looked at: four times as much where they group or filter
   * by page and query together. Google publishes no number.
   */
  readonly loadPerTenMinutes: number
  /** Whether the account has `sc-domain:large.example` as well, whose rows take long to make up. */
  readonly hasLargeSite: boolean
}

export const usualProfile: Profile = {
  searchesPerMinute: 1_200,
  inspectionsPerMinute: 600,
  inspectionsPerDay: 2_000,
  loadPerTenMinutes: 1_000_000,
  hasLargeSite: false,
}
