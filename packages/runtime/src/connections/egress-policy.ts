/** Which origins a connection may name in place of those that its connector declares. */
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

/** The origin that the text is; throws a TypeError if it is anything more or less than that. */
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
  return url.origin
}

// What stands before an @ may be a password, wherever the rest of the text went wrong.
const quoted = (text: string): string => `"${text.replace(/^.*@/s, '…@')}"`
