import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { refusal, type CheckedRequest, type EmulatedToken } from '@patchbay/google/emulator'
import type { Site } from './seed/sites.ts'
import type { State } from './state.ts'

/** A request that fits its method and is allowed. */
export interface Call extends CheckedRequest {
  readonly token: EmulatedToken
  readonly state: State
  readonly now: number
}

export type Handler = (call: Call) => EmulatorAnswer

export const json = (body: unknown): EmulatorAnswer => ({ status: 200, body })

/** What methods without an answer give. */
export const nothing: EmulatorAnswer = { status: 204 }

const isAddress = (url: string): boolean =>
  /^sc-domain:[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url) || /^https?:\/\/[^/\s]+\/(\S*\/)?$/.test(url)

export const notAnAddress = (url: string): EmulatorAnswer =>
  refusal(400, `'${url}' is not a valid Search Console site URL.`, 'INVALID_ARGUMENT', {
    reason: 'invalidParameter',
  })

export const noPermission = (url: string): EmulatorAnswer =>
  refusal(
    403,
    `User does not have sufficient permission for site '${url}'. See also: https://support.google.com/webmasters/answer/2451999.`,
    undefined,
    { reason: 'forbidden' },
  )

/** The site that a call is about, where the user may look at its data; else Google's refusal. */
export function siteOf({ state }: Call, url: string): Site | EmulatorAnswer {
  if (!isAddress(url)) return notAnAddress(url)
  const site = state.sites.get(url)
  return site === undefined || site.permission === 'siteUnverifiedUser' ? noPermission(url) : site
}

export const isSite = (value: Site | EmulatorAnswer): value is Site => 'permission' in value

export { isAddress }
