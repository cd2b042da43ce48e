import { Problem, type HttpRequest, type MultipartPart, type QueryValue } from '@patchbay/contract'
import type { Credentialed } from './authenticate-request.ts'
import { toMultipart } from './multipart.ts'
import { requestHeaders } from './request-headers.ts'
import type { WireRequest } from './wire.ts'

const pathPattern = /^\/[\x21-\x7e]*$/
const jsonType = { 'content-type': 'application/json' }
// Encodings are declined: a few hundred bytes of one can unfold into gigabytes.
const defaultHeaders = {
  accept: 'application/json',
  'accept-encoding': 'identity',
  'user-agent': 'patchbay',
}

/** Makes a request ready to be sent to an origin. */
export type WireRequests = (request: HttpRequest, origin: string, credentialed: Credentialed) => WireRequest

/**
 * Makes a connector's requests ready to send: with the connection's credentials, and nothing that could smuggle. What
 * the credentials add is worked out when they are others than those of the request before.
 */
export function createWireRequests(): WireRequests {
  let last: Credentialed | undefined
  let dress: ReturnType<typeof dressWith>
  return (request, origin, credentialed) => {
    if (credentialed !== last) {
      dress = dressWith(credentialed)
      last = credentialed
    }
    return dress(request, origin)
  }
}

function dressWith(authentication: Credentialed): (request: HttpRequest, origin: string) => WireRequest {
  const commonHeaders = { ...defaultHeaders, ...authentication.headers }
  const jsonHeaders = { ...commonHeaders, ...jsonType }
  const fixedJsonHeaders = { ...authentication.headers, ...jsonType }
  const credentialQuery = queryOf(authentication.query)

  const withQuery = (path: string, query: HttpRequest['query']): string => {
    const own = query === undefined ? '' : queryOf(query)
    if (own === '' && credentialQuery === '') return path
    return `${path}?${own}${own !== '' && credentialQuery !== '' ? '&' : ''}${credentialQuery}`
  }

  const withForm = (
    { method, path, query, headers = {}, bodyAs }: HttpRequest,
    parts: readonly MultipartPart[],
    origin: string,
  ): WireRequest => {
    const { body, type } = toMultipart(parts)
    const fixed = { ...authentication.headers, 'content-type': type }
    return {
      origin,
      method,
      path: withQuery(path, query),
      headers: requestHeaders(defaultHeaders, headers, fixed),
      body,
      bodyAs,
    }
  }

  return (request, origin) => {
    if (!pathPattern.test(request.path) || /[?#]/.test(request.path)) {
      throw new Problem('internal', {
        detail: 'The connector built a path that is not an encoded absolute path.',
      })
    }
    if (request.multipart !== undefined) return withForm(request, request.multipart, origin)
    const hasBody = request.json !== undefined
    const common = hasBody ? jsonHeaders : commonHeaders
    return {
      origin,
      method: request.method,
      path: withQuery(request.path, request.query),
      headers:
        request.headers === undefined
          ? common
          : requestHeaders(
              defaultHeaders,
              request.headers,
              hasBody ? fixedJsonHeaders : authentication.headers,
            ),
      body: hasBody ? JSON.stringify(request.json) : null,
      bodyAs: request.bodyAs,
    }
  }
}

function queryOf(values: Readonly<Record<string, QueryValue>>): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  }
  return pairs.join('&')
}
