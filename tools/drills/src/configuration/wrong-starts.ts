/** A configuration that no server may start with, and the words that have to say where it is wrong. */
export interface WrongStart {
  readonly environment: Readonly<Record<string, string>>
  readonly words: string
}

const variable = (name: string, value: string): WrongStart => ({
  environment: { [name]: value },
  words: `${name}: `,
})
const connections = (words: string, list: unknown): WrongStart => ({
  environment: { PATCHBAY_CONNECTIONS: typeof list === 'string' ? list : JSON.stringify(list) },
  words,
})
const good = { id: 'main', connector: 'load', credentials: { key: 'drill-vendor-key' } }

/** Of all that is read when a server starts. */
export const wrongStarts: readonly WrongStart[] = [
  variable('PORT', 'eighty'),
  variable('LOG_LEVEL', 'loud'),
  variable('USE_MOCK_DATA', 'perhaps'),
  variable('PATCHBAY_RETRY_CAP', 'soon'),
  variable('PATCHBAY_TOKEN_TIMEOUT', '-1s'),
  variable('PATCHBAY_IDEMPOTENCY_TTL', '400d'),
  variable('PATCHBAY_CALL_RATE', 'many'),
  variable('PATCHBAY_LIMITS', 'sometimes'),
  variable('PATCHBAY_TRANSFORM_THREADS', '1.5'),
  variable('PATCHBAY_BREAKER_ERROR_SHARE', '2'),
  variable('PATCHBAY_TRUSTED_PROXIES', 'somebody'),
  variable('PATCHBAY_RETURN_ORIGINS', 'nowhere'),
  variable('PATCHBAY_PUBLIC_URL', 'nowhere'),
  variable('REDIS_URL', 'nowhere'),
  variable('PATCHBAY_NO_SUCH_THING', 'x'),
  connections('PATCHBAY_CONNECTIONS: is not valid JSON', '[{"id":'),
  connections('PATCHBAY_CONNECTIONS: /0/id: ', [{ ...good, id: 'Not Kebab' }]),
  connections('PATCHBAY_CONNECTIONS: /1/id: ', [good, good]),
  connections('PATCHBAY_CONNECTIONS: /0/credentials/key: ', [
    { ...good, credentials: { key: 'env:NO_SUCH_VARIABLE' } },
  ]),
  connections('connection main: /config/colour: ', [{ ...good, config: { colour: 'red' } }]),
]
