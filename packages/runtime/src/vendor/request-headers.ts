import { Problem } from '@patchbay/contract'

type Headers = Readonly<Record<string, string>>

// These belong to the connection, the message or the origin, all of which the runtime keeps in its hands.
const reserved = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const namePattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/

/** Whether a header can carry the value (RFC 9110, 5.5). */
export const isHeaderValue = (value: string): boolean => valuePattern.test(value)

/** The headers of one request: those of the connector over our defaults, and under what it must not replace. */
export function requestHeaders(defaults: Headers, own: Headers, fixed: Headers): Headers {
  const headers: Record<string, string> = { ...defaults }
  for (const [name, value] of Object.entries(own)) {
    const lowerCase = name.toLowerCase()
    if (!namePattern.test(name) || !isHeaderValue(value) || reserved.has(lowerCase)) {
      throw new Problem('internal', { detail: `The connector set the header "${name}", which it cannot.` })
    }
    headers[lowerCase] = value
  }
  return Object.assign(headers, fixed)
}
