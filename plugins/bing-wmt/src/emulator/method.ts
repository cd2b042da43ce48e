import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { failure } from './answers.ts'
import type { Site } from './seed/sites.ts'
import type { State } from './state.ts'

/** One call of a method, past the checks that all methods share. */
export interface Call {
  /** From the query of a GET, or from the JSON body of a POST. */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly state: State
  readonly now: number
}

export interface Method {
  readonly verb: 'GET' | 'POST'
  /** For a POST that changes nothing. */
  readonly isRead?: boolean
  answer(call: Call): EmulatorAnswer
}

/** Methods by name. */
export type Methods = Readonly<Record<string, Method>>

/** A method on a site of the account. Its url must be exact, and the site verified. */
export function onSite(verb: Method['verb'], answer: (site: Site, call: Call) => EmulatorAnswer): Method {
  return {
    verb,
    answer(call) {
      const siteUrl = text(call, 'siteUrl')
      if (siteUrl === undefined) return failure(8)
      const site = call.state.sites.find(({ url, isVerified }) => isVerified && url === siteUrl)
      return site === undefined ? failure(14) : answer(site, call)
    },
  }
}

/**
 * A parameter that is a string. Microsoft's samples put quotes around strings in a query; Bing takes both.
 */
export function text({ parameters }: Pick<Call, 'parameters'>, name: string): string | undefined {
  const value = parameters[name]
  return typeof value === 'string' && value !== '' ? value.replace(/^"(.*)"$/s, '$1') : undefined
}

/** A parameter that is a whole number, as JSON or in a query. */
export function whole({ parameters }: Pick<Call, 'parameters'>, name: string): number | undefined {
  const value = parameters[name]
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined
}

/** A parameter that is an object, to be read like parameters. */
export function fields({ parameters }: Call, name: string): Pick<Call, 'parameters'> | undefined {
  const value = parameters[name]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return { parameters: Object.fromEntries(Object.entries(value)) }
}

/** Whether a URL has the host of the site. */
export function isOfSite(site: Site, url: string): boolean {
  const page = URL.parse(url)
  return page !== null && /^https?:$/.test(page.protocol) && page.host === new URL(site.url).host
}
