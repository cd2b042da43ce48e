/** How long the vendor goes on serving the version of its API that a connector uses. */
export interface SupportPeriod {
  /** `unannounced` where the vendor has named no day, `ending` in the last 90 days. */
  readonly state: 'unannounced' | 'current' | 'ending' | 'ended'
  /** ISO date. */
  readonly until: string | null
  /** Whole days that are left; below zero afterwards. */
  readonly daysLeft: number | null
}

const day = 86_400_000
/** Days: a quarter, within which vendors publish a next version. */
const lastDays = 90

/** `sunset` is an ISO date, whose beginning in UTC ends the support. */
export function supportPeriod(sunset: string | null, now: number): SupportPeriod {
  if (sunset === null) return { state: 'unannounced', until: null, daysLeft: null }
  const left = Date.parse(sunset) - now
  const daysLeft = Math.floor(left / day)
  const state = left <= 0 ? 'ended' : daysLeft < lastDays ? 'ending' : 'current'
  return { state, until: sunset, daysLeft }
}

/** For the operator, where there is something to do. */
export const supportWarning = (api: string, { state, until, daysLeft }: SupportPeriod): string | undefined =>
  state === 'ended'
    ? `${api} has been without support since ${until}: upgrade the connector`
    : state === 'ending'
      ? `${api} loses its support in ${daysLeft} days, on ${until}: upgrade the connector before`
      : undefined
