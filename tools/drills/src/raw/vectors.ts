/** Bytes that a caller without a key sends. */
export interface Vector {
  readonly name: string
  readonly bytes: string | Buffer
  /** How many requests an honest reader finds in them, at the most. Default: one. */
  readonly requests?: number
}

const secretPath = '/v1/connections'
const smuggled = `GET ${secretPath} HTTP/1.1\r\nHost: a\r\n\r\n`

const get = (target: string, ...headers: string[]): string =>
  [`GET ${target} HTTP/1.1`, 'Host: a', ...headers, '', ''].join('\r\n')

const post = (headers: readonly string[], body = ''): string =>
  ['POST /livez HTTP/1.1', 'Host: a', ...headers, '', body].join('\r\n')

const named = (kind: string, all: readonly string[], make: (one: string) => string): Vector[] =>
  all.map((one) => ({ name: `${kind} ${JSON.stringify(one).slice(0, 60)}`, bytes: make(one) }))

const chunkedBody = `0\r\n\r\n${smuggled}`

/** Two ways to tell where a body ends, or one that readers understand differently. */
const smuggling: readonly Vector[] = [
  ...named(
    'length and coding',
    [
      'Content-Length: 5|Transfer-Encoding: chunked',
      'Transfer-Encoding: chunked|Content-Length: 5',
      'Content-Length: 0|Transfer-Encoding: chunked',
      'Transfer-Encoding: chunked|Content-Length: 0',
    ],
    (pair) => post(pair.split('|'), chunkedBody),
  ),
  ...named(
    'coding',
    [
      'Transfer-Encoding : chunked',
      'Transfer-Encoding: xchunked',
      'Transfer-Encoding: chunked, identity',
      'Transfer-Encoding: identity, chunked, chunked',
      'Transfer-Encoding: chunked;q=1',
      'Transfer-Encoding: "chunked"',
      'Transfer-Encoding: \x0bchunked',
      'Transfer-Encoding:\r\n chunked',
      'Transfer-Encoding: gzip',
      'Transfer-Encoding: gzip, chunked',
      'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
      'Transfer-Encoding: identity',
      'Transfer-Encoding: cow\r\nTransfer-Encoding: chunked',
      ' Transfer-Encoding: chunked',
      'X: y\nTransfer-Encoding: chunked',
      'X: y\rTransfer-Encoding: chunked',
      'Transfer\0-Encoding: chunked',
      'Transfer-Encoding: chun\0ked',
      'Transfer_Encoding: chunked\r\nTransfer-Encoding : x',
    ],
    (coding) => post(['Content-Length: 4', coding], chunkedBody),
  ),
  ...named(
    'length',
    [
      '+5',
      '-5',
      '5 5',
      '5, 5',
      '5,6',
      '0x5',
      '5.0',
      '5e0',
      '٥',
      '',
      ' ',
      '5;',
      '99999999999999999999',
      '18446744073709551616',
      '4294967296 ',
      'five',
      '"5"',
      '5\x0b',
    ],
    (length) => post([`Content-Length: ${length}`, 'Content-Type: application/json'], smuggled),
  ),
  ...named('lengths', ['5|6', '6|5', '0|5', '5|0', '5|05'], (pair) =>
    post(
      pair.split('|').map((length) => `Content-Length: ${length}`),
      smuggled,
    ),
  ),
  ...named(
    'chunk',
    [
      'zz\r\n',
      '-1\r\n',
      '0x5\r\nhello\r\n',
      '5\nhello\n0\n\n',
      '5\r\nhello0\r\n\r\n',
      '5\r\nhelloXX0\r\n\r\n',
      '5;\0\r\nhello\r\n0\r\n\r\n',
      'FFFFFFFFFFFFFFFFF\r\n',
      '\r\n0\r\n\r\n',
      ' 5\r\nhello\r\n0\r\n\r\n',
      '5 \r\nhello\r\n0\r\n\r\n',
      '5\rX\nhello\r\n0\r\n\r\n',
      `5;${'x'.repeat(40_000)}\r\nhello\r\n0\r\n\r\n`,
    ],
    (chunk) => post(['Transfer-Encoding: chunked', 'Content-Type: application/json'], chunk + smuggled),
  ),
]

const requestLines: readonly Vector[] = named(
  'request line',
  [
    `GET  ${secretPath} HTTP/1.1`,
    `GET\t${secretPath}\tHTTP/1.1`,
    ` GET ${secretPath} HTTP/1.1`,
    `GET ${secretPath}`,
    `GET ${secretPath} HTTP/1.2`,
    `GET ${secretPath} HTTP/2.0`,
    `GET ${secretPath} HTTP/0.9`,
    `GET ${secretPath} http/1.1`,
    `GET ${secretPath} HTTP/1.1 x`,
    `get ${secretPath} HTTP/1.1`,
    `G\0T ${secretPath} HTTP/1.1`,
    `GET ${secretPath}\0 HTTP/1.1`,
    `GET /livez\0${secretPath} HTTP/1.1`,
    `GET ${secretPath}\x7f HTTP/1.1`,
    'GET HTTP/1.1',
    'GET * HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'CONNECT a:80 HTTP/1.1',
    `CONNECT ${secretPath} HTTP/1.1`,
    `TRACE ${secretPath} HTTP/1.1`,
    `TRACK ${secretPath} HTTP/1.1`,
    `GET http://a${secretPath} HTTP/1.1`,
    `GET http://127.0.0.1:1${secretPath} HTTP/1.1`,
    `GET https://user:password@a${secretPath} HTTP/1.1`,
    `GET //a${secretPath} HTTP/1.1`,
    `GET /livez/..${secretPath} HTTP/1.1`,
    `GET /livez/%2e%2e${secretPath} HTTP/1.1`,
    `GET /livez/..;${secretPath} HTTP/1.1`,
    `GET /livez%2f..${secretPath} HTTP/1.1`,
    `GET \\v1\\connections HTTP/1.1`,
    `GET /V1/connections HTTP/1.1`,
    `GET /v1/./connections HTTP/1.1`,
    `GET /v1//connections HTTP/1.1`,
    `GET /v1/%63onnections HTTP/1.1`,
    `GET /v1/connections%00 HTTP/1.1`,
    `GET /v1/connections/ HTTP/1.1`,
    `GET /v1/connections;x=1 HTTP/1.1`,
    `GET /v1/connections?%zz HTTP/1.1`,
    `GET /v1/connections#x HTTP/1.1`,
    `GET /%c0%ae%c0%ae${secretPath} HTTP/1.1`,
    `GET /${'a'.repeat(15_000)} HTTP/1.1`,
    `GET /${'a'.repeat(70_000)} HTTP/1.1`,
    `${'A'.repeat(70_000)} / HTTP/1.1`,
    `GET /?${'a=1&'.repeat(20_000)} HTTP/1.1`,
  ],
  (line) => `${line}\r\nHost: a\r\nConnection: close\r\n\r\n`,
)

const headerLines: readonly Vector[] = named(
  'header',
  [
    'no colon at all',
    ': no name',
    'Bad Name: x',
    'Name : x',
    'Näme: x',
    'X: a\0b',
    'X: a\x01b',
    'X: a\x7fb',
    'X: a\rb',
    'X: a\n folded',
    'X: a\r\n\tfolded',
    'Authorization: Bearer\r\n folded',
    'Host: b',
    'Host: b\r\nHost: c',
    'X-Original-URL: /livez',
    'X-Rewrite-URL: /livez',
    'X-HTTP-Method-Override: GET',
    'X-Forwarded-Prefix: /livez',
    'Authorization: ',
    'Authorization: Bearer ',
    'Authorization: Bearer null',
    'Authorization: Basic YWRtaW46YWRtaW4=',
    'Authorization: Bearer a\r\nAuthorization: Bearer b',
    'Upgrade: websocket\r\nConnection: Upgrade',
    'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQ',
    'Connection: close, authorization',
    'Expect: 100-continue',
    'Expect: a-miracle',
    'Range: bytes=0-,0-,0-,0-',
    `X: ${'a'.repeat(20_000)}`,
    Array.from({ length: 3_000 }, (_, index) => `X-${index}: y`).join('\r\n'),
    `Cookie: ${'a=b; '.repeat(4_000)}`,
  ],
  (header) => get(secretPath, header),
)

const bytes: readonly Vector[] = [
  { name: 'preface of HTTP/2', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0' },
  { name: 'greeting of TLS', bytes: Buffer.from('16030100f4010000f00303', 'hex') },
  { name: 'SSH', bytes: 'SSH-2.0-OpenSSH_9.9\r\n' },
  { name: 'SMTP', bytes: 'EHLO a\r\nMAIL FROM:<a@b>\r\n' },
  { name: 'Redis', bytes: '*1\r\n$4\r\nPING\r\n' },
  { name: 'proxy protocol', bytes: `PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n${smuggled}` },
  { name: 'zeroes', bytes: Buffer.alloc(1_000) },
  { name: 'all bytes', bytes: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)) },
  { name: 'empty lines', bytes: `${'\r\n'.repeat(100)}${smuggled}` },
  { name: 'line feeds only', bytes: smuggled.replaceAll('\r\n', '\n') },
  { name: 'carriage returns only', bytes: smuggled.replaceAll('\r\n', '\r') },
  { name: 'a byte order mark', bytes: `\ufeff${smuggled}` },
  { name: 'no host', bytes: `GET ${secretPath} HTTP/1.1\r\n\r\n` },
  { name: 'HTTP/1.0', bytes: `GET ${secretPath} HTTP/1.0\r\n\r\n` },
  { name: 'an answer', bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' },
  { name: 'pipelined', bytes: get('/livez').repeat(20), requests: 20 },
  { name: 'pipelined with one inside', bytes: get('/livez') + smuggled + get('/livez'), requests: 3 },
  { name: 'pipelined with garbage', bytes: `${get('/livez')}garbage\r\n\r\n${smuggled}`, requests: 2 },
  {
    name: 'a body for GET',
    bytes: `GET /livez HTTP/1.1\r\nHost: a\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
  },
]

export const vectors: readonly Vector[] = [...smuggling, ...requestLines, ...headerLines, ...bytes]
