import type { DocumentedOperation } from '../fuzz/document.ts'
import { adminKey } from '../support/runtime-process.ts'

/** One way to fail at a route: the bytes to send, and the statuses that are right. */
export interface Cause {
  readonly bytes: string
  readonly statuses: readonly number[]
}

const request = (line: string, headers: readonly string[], body = ''): string =>
  [
    `${line} HTTP/1.1`,
    'Host: localhost', // what agents use refuses names that it does not know
    'Connection: close',
    ...headers,
    ...(body === '' ? [] : [`Content-Length: ${body.length}`]),
    '',
    body,
  ].join('\r\n')

const key = `Authorization: Bearer ${adminKey}`
const json = 'Content-Type: application/json'

export const bodyLimit = 2_000

/** Whether no key is asked for. */
const isOpen = (method: string, path: string): boolean =>
  !path.startsWith('/v1/') || open.has(`${method} ${path}`)
const open: ReadonlySet<string> = new Set([
  'GET /v1/oauth/callback',
  'GET /v1/session/methods',
  'POST /v1/session',
])

/** Every cause by its name, for one route. A route that has no body answers to what is sent as one in its own way. */
export function causesOf({
  path,
  method,
  wrongMethod,
  examples,
}: DocumentedOperation): Readonly<Record<string, Cause>> {
  const target = path.replaceAll(/\{\w+\}/g, 'shopify')
  const isCall = method === 'POST' && examples.length > 0
  const atBody = (status: number): number[] => (isCall ? [status] : [status, 404, 405])
  const post = (headers: readonly string[], body: string): string =>
    request(`POST ${target}`, [key, ...headers], body)
  return {
    'unknown path': { bytes: request(`GET ${target}/no/such`, [key]), statuses: [404] },
    'wrong method': { bytes: request(`${wrongMethod} ${target}`, [key]), statuses: [405] },
    'large body': { bytes: post([json], `{"a":"${'x'.repeat(bodyLimit)}"}`), statuses: atBody(413) },
    'long path': { bytes: request(`GET ${target}/${'a'.repeat(500)}`, [key]), statuses: [404, 414] },
    'media type': { bytes: post(['Content-Type: text/plain'], 'a=1'), statuses: atBody(415) },
    'large headers': { bytes: request(`GET ${target}`, [key, `X: ${'x'.repeat(20_000)}`]), statuses: [431] },
    'slow body': {
      bytes: request(`POST ${target}`, [key, json, 'Content-Length: 100'], '').concat('{"a":'),
      statuses: isCall ? [408] : [404, 405, 408],
    },
    'no JSON': { bytes: post([json], '{"a":'), statuses: atBody(400) },
    'bad encoding': { bytes: request(`GET ${target}%zz`, [key]), statuses: [400] },
    'wrong version': { bytes: `GET ${target} HTTP/9.9\r\nHost: a\r\n\r\n`, statuses: [400] },
    'no key': {
      bytes: request(`${method} ${target}`, [json], method === 'GET' ? '' : '{}'),
      statuses: isOpen(method, target) ? [200, 400, 404] : [401],
    },
    'input that does not fit': {
      bytes: post([json], '{"no such field":1}'),
      statuses: isCall ? [400] : [400, 404, 405],
    },
  }
}
