import type { CallOptions, ClientOptions } from './client-options.ts'
import type { WireRequest } from './wire-request.ts'

/** The request of a call, as POST. */
export function callRequest(
  { connection: usual }: ClientOptions,
  connector: string,
  operation: string,
  input: unknown,
  options: CallOptions = {},
): WireRequest {
  const { idempotencyKey = randomKey(), answers, signal, timeout } = options
  const connection = options.connection ?? (typeof usual === 'object' ? usual[connector] : usual)
  return {
    method: 'POST',
    path: `/v1/connectors/${connector}/${encodeURIComponent(operation)}`,
    body: input ?? {},
    // With a key, a call that changes something is done once however often it is sent. On reads it means nothing.
    isRepeatable: idempotencyKey !== false,
    signal,
    timeout,
    headers: {
      'patchbay-connection': connection,
      'patchbay-tenant': options.tenant,
      'cache-control': options.cacheControl,
      'idempotency-key': idempotencyKey === false ? undefined : idempotencyKey,
      'patchbay-answers': answers === undefined ? undefined : base64url(JSON.stringify(answers)),
      ...options.headers,
    },
  }
}

/** 128 random bits. `crypto.randomUUID` is not there on a page that came without TLS. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function base64url(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
