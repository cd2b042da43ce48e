import { Problem, type HttpRequest, type QueryValue } from '@patchbay/contract'
import type { Connection } from '../connections/connection.ts'
import { credentialsOf } from './authenticate-request.ts'
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

/** Makes a connector's requests ready to send: with the connection's credentials, and nothing that could smuggle. */
export function createWireRequests(
  connection: Connection,
): (request: HttpRequest, origin: string) => WireRequest {
  const authentication = credentialsOf(connection.authentication, connection.credentials)
  const commonHeaders = { ...defaultHeaders, ...authentication.headers }
  const jsonHeaders = { ...commonHeaders, ...jsonType }
  const fixedJsonHeaders = { ...authentication.headers, ...jsonType }
  const credentialQuery = queryOf(authentication.query)

  const withQuery = (path: string, query: HttpRequest['query']): string => {
    const own = query === undefined ? '' : queryOf(query)
    if (own === '' && credentialQuery === '') return path
    return `${path}?${own}${own !== '' && credentialQuery !== '' ? '&' : ''}${credentialQuery}`
  }

  return (request, origin) => {
    if (!pathPattern.test(request.path) || /[?#]/.test(request.path)) {
      throw new Problem('internal', {
        detail: 'The connector built a path that is not an encoded absolute path.',
      })
    }
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
