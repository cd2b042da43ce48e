import type { VendorApi } from '../../api/connectors.ts'

type Support = VendorApi['support']

/** How long the vendor serves the version that is used. */
export function supportWords({ state, until, daysLeft }: Support): string {
  if (until === null) return 'no end announced'
  if (state === 'ended') return `without support since ${until}`
  return state === 'ending'
    ? `served until ${until}, ${daysLeft ?? 0} days from now`
    : `served until ${until}`
}

/** Undefined where there is nothing to do. */
export function supportColor({ state }: Support): 'red' | 'orange' | undefined {
  if (state === 'ended') return 'red'
  return state === 'ending' ? 'orange' : undefined
}
