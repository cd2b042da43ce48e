/** A change over REST that must not be made, and the field that the answer has to point at. */
export interface WrongChange {
  readonly method: 'POST' | 'PATCH' | 'PUT'
  readonly path: string
  readonly body: object
  /** A JSON pointer. */
  readonly field: string
}

/** The connection that is to stay as it is. */
export const connectionId = 'steady'
export const rulePath = '/v1/flags/writes/rules/*:load:items.get'
export const quotaPath = '/v1/tenants/default/quota'

const connection = (field: string, body: object): WrongChange => ({
  method: 'PATCH',
  path: `/v1/connections/${connectionId}`,
  body,
  field,
})
const another = (field: string, change: object): WrongChange => ({
  method: 'POST',
  path: '/v1/connections',
  body: { id: 'another', connector: 'load', credentials: { key: 'drill-vendor-key' }, ...change },
  field,
})
const rule = (field: string, change: object): WrongChange => ({
  method: 'PUT',
  path: rulePath,
  body: { value: true, ...change },
  field,
})
const quota = (field: string, limit: unknown): WrongChange => ({
  method: 'PUT',
  path: quotaPath,
  body: { limits: limit },
  field,
})
const key = (field: string, change: object): WrongChange => ({
  method: 'POST',
  path: '/v1/keys',
  body: { name: 'board', role: 'viewer', ...change },
  field,
})
const calls = { period: 'day', calls: 1_000 }

/** Of all that is configured while a server runs. */
export const wrongChanges: readonly WrongChange[] = [
  connection('/config/colour', { config: { colour: 'red' } }),
  connection('/config', { config: [] }),
  connection('/credentials/key', { credentials: {} }),
  connection('/credentials/key', { credentials: { key: 1 } }),
  connection('/credentials/key', { credentials: { key: 'line\nbreak' } }),
  connection('/credentials/other', { credentials: { key: 'drill-vendor-key', other: 'x' } }),
  connection('/auth', { auth: 'password' }),
  connection('/origins/nowhere', { origins: { nowhere: 'https://load.example' } }),
  connection('/origins/api', { origins: { api: 'https://evil.example' } }),
  connection('/origins/api', { origins: { api: 'no address' } }),
  connection('/state', { state: 'paused' }),
  connection('/colour', { colour: 'red' }),
  another('/id', { id: 'Not Kebab' }),
  another('/connector', { connector: 'nobody' }),
  another('/credentials/key', { credentials: {} }),
  rule('/value', { value: 'yes' }),
  rule('/percentage', { percentage: 101 }),
  rule('/percentage', { percentage: -1 }),
  rule('/rolloutBy', { rolloutBy: 'planet' }),
  rule('/isKilled', { isKilled: 'no' }),
  rule('/note', { note: 'x'.repeat(501) }),
  rule('/colour', { colour: 'red' }),
  quota('/limits', 'none'),
  quota('/limits/0/period', [{ ...calls, period: 'fortnight' }]),
  quota('/limits/0/calls', [{ ...calls, calls: 0 }]),
  quota('/limits/0/warnAt', [{ ...calls, warnAt: 2 }]),
  quota('/limits/1/connector', [calls, { ...calls, connector: 'Not Kebab' }]),
  key('/role', { role: 'king' }),
  key('/addresses/0', { addresses: ['everywhere'] }),
  key('/expiresAt', { expiresAt: 'soon' }),
]
