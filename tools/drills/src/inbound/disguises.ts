import { adminKey } from '../support/runtime-process.ts'

/** A request that means to be counted as somebody else's, or not at all. */
export interface Disguise {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

const operation = '/v1/connectors/load/items.get'
const key = { authorization: `Bearer ${adminKey}` }

const addressHeaders = [
  'x-forwarded-for',
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'cf-connecting-ipv6',
  'fastly-client-ip',
  'x-cluster-client-ip',
  'x-original-forwarded-for',
  'x-originating-ip',
  'x-remote-addr',
  'x-remote-ip',
  'x-forwarded',
  'via',
]

const claims = (n: number): readonly string[] => [
  `198.51.100.${n % 256}`,
  `2001:db8:${n.toString(16)}::1`,
  `for=198.51.100.${n % 256};proto=https`,
  `10.0.0.${n % 256}, 127.0.0.1`,
  '127.0.0.1',
  'unknown',
  `"[::ffff:198.51.100.${n % 256}]:4711"`,
  `198.51.100.${n % 256}:${1_000 + n}`,
]

/** Where a request claims to come from, in every header that some proxy has used for it: 128 of them. */
export const forgedAddresses: readonly Readonly<Record<string, string>>[] = addressHeaders.flatMap(
  (header, row) => claims(row + 1).map((claim) => ({ [header]: claim })),
)

/** Other spellings of the same path. */
const paths: readonly string[] = [
  operation,
  `${operation}/`,
  `${operation}//`,
  `/${operation}`,
  '/v1//connectors/load/items.get',
  '/v1/connectors//load/items.get',
  '/V1/connectors/load/items.get',
  '/v1/Connectors/load/items.get',
  '/v1/connectors/LOAD/items.get',
  '/v1/connectors/load/ITEMS.GET',
  '/v1/connectors/load/items%2Eget',
  '/v1/connectors/load/items%2eget',
  '/v1/connectors/%6Coad/items.get',
  '/%761/connectors/load/items.get',
  '/v1/connectors/load%2Fitems.get',
  '/v1/connectors/load@0/items.get',
  '/v1/connectors/load%400/items.get',
  '/v1/connectors/load@1/items.get',
  '/v1/./connectors/load/items.get',
  '/v1/x/../connectors/load/items.get',
  '/v1/connectors/load/%2e%2e/load/items.get',
  `${operation};a=b`,
  `${operation}?`,
  `${operation}?name=other`,
  `${operation}?a=1&a=2`,
  `${operation}%00`,
  `${operation}%20`,
  `${operation}#part`,
  `/v1/connectors/load/items.get%3Fname=x`,
  `/v1\\connectors\\load\\items.get`,
]

/** Requests for the operation with the key of the caller that has used up its rate. */
export const keyedDisguises: readonly Disguise[] = [
  ...paths.flatMap((path) => ['POST', 'GET'].map((method) => ({ method, path, headers: key }))),
  ...['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE'].map((method) => ({
    method,
    path: operation,
    headers: key,
  })),
  ...[
    `bearer ${adminKey}`,
    `BEARER ${adminKey}`,
    `Bearer  ${adminKey}`,
    `Bearer ${adminKey} `,
    `Bearer ${adminKey.toUpperCase()}`,
    `Bearer ${adminKey}, Bearer ${adminKey}`,
    `Basic ${Buffer.from(`${adminKey}:`).toString('base64')}`,
    adminKey,
  ].map((authorization) => ({ method: 'POST', path: operation, headers: { authorization } })),
  ...[
    'x-http-method-override',
    'x-original-url',
    'x-rewrite-url',
    'x-api-key',
    'x-forwarded-user',
    'cookie',
  ].map((header) => ({ method: 'POST', path: operation, headers: { ...key, [header]: operation } })),
  ...forgedAddresses.map((forged) => ({ method: 'POST', path: operation, headers: { ...key, ...forged } })),
]
