import { isIP } from 'node:net'

/** The origins that an operator has permitted beside those that connectors declare. They may lead to any address. */
export interface EgressPolicy {
  allows(origin: string): boolean
}

/** A pattern is an origin; `*` as its port allows every port. Throws a TypeError on anything else. */
export function createEgressPolicy(patterns: readonly string[]): EgressPolicy {
  const exact = new Set<string>()
  const anyPort: string[] = []
  for (const pattern of patterns) {
    if (pattern.endsWith(':*')) anyPort.push(`${originOf(pattern.slice(0, -2))}:`)
    else exact.add(originOf(pattern))
  }
  return {
    allows(origin) {
      const { protocol, hostname } = new URL(origin)
      return exact.has(origin) || anyPort.includes(`${protocol}//${hostname}:`)
    },
  }
}

/** Allows what any of the policies does. */
export function eitherPolicy(...policies: readonly EgressPolicy[]): EgressPolicy {
  return { allows: (origin) => policies.some((policy) => policy.allows(origin)) }
}

/**
 * The origin that the text is; throws a TypeError if it is anything more or less than that. A host must be written
 * as it is read: what only becomes an address while it is parsed (`127.1`, `0x7f.1`, full-width digits) deceives
 * whoever reviews it.
 */
export function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new TypeError(`${quoted(text)} is not an origin such as https://api.example.com`)
  }
  if (
    url.username !== '' ||
    url.password !== '' ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new TypeError(`${quoted(text)} has more than an origin: give scheme, host and port only`)
  }
  if (asRead(text) !== url.origin) {
    throw new TypeError(`${quoted(text)} is read as ${url.origin}: write that, if it is what you mean`)
  }
  return url.origin
}

/** Why no vendor can be at a declared origin; undefined if one can. */
export function unfitForVendor(origin: string): string | undefined {
  const { protocol, hostname } = new URL(origin)
  if (protocol !== 'https:') return 'is not https'
  const name = hostname.replace(/\.$/, '')
  if (hostname.startsWith('[') || isIP(name) !== 0) return 'is an address; a vendor has a name'
  if (!name.includes('.') || name.endsWith('.localhost')) return 'is a name of this machine or network only'
  return undefined
}

/** The text but for what an origin may be written with or without: capitals, the scheme's own port, the last slash. */
function asRead(text: string): string {
  // ASCII only: there are letters, such as the Kelvin sign, that turn into one of ours.
  const lowerCase = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/\/$/, '')
  return lowerCase.replace(lowerCase.startsWith('https:') ? /:443$/ : /:80$/, '')
}

// What stands before an @ may be a password, wherever the rest of the text went wrong.
const quoted = (text: string): string => `"${text.replace(/^.*@/s, '…@')}"`
