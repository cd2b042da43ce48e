/** What is fixed about one code: how it answers over HTTP, whether a caller may try again, what to do next. */
export interface ProblemKind {
  readonly status: number
  readonly title: string
  /** Whether the same call, sent again unchanged, can succeed. */
  readonly retryable: boolean
  readonly advice: string
}

/** Every failure that Patchbay can answer with. The code is the stable part; status and words follow from it. */
export const problemKinds = {
  invalid_request: {
    status: 400,
    title: 'Malformed HTTP request',
    retryable: false,
    advice: 'Send a well-formed HTTP/1.1 request.',
  },
  invalid_input: {
    status: 400,
    title: 'Input does not fit the schema',
    retryable: false,
    advice: 'Correct the fields named in `errors`; the schema is in /openapi.json.',
  },
  unauthenticated: {
    status: 401,
    title: 'Caller not known',
    retryable: false,
    advice: 'Send a valid key as `Authorization: Bearer <key>`.',
  },
  forbidden: {
    status: 403,
    title: 'Caller not allowed',
    retryable: false,
    advice: 'Use a key that has the permission, or ask an administrator for it.',
  },
  disabled: {
    status: 403,
    title: 'Switched off',
    retryable: false,
    advice: 'Ask an administrator to switch the feature on.',
  },
  not_found: {
    status: 404,
    title: 'No such thing',
    retryable: false,
    advice: 'Check the identifier; GET /v1/connectors lists connectors and operations.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    retryable: false,
    advice: 'Use one of the methods in the Allow header.',
  },
  request_timeout: {
    status: 408,
    title: 'Request not received in time',
    retryable: true,
    advice: 'Send the whole request without pauses.',
  },
  conflict: {
    status: 409,
    title: 'Conflict with the present state',
    retryable: false,
    advice: 'Read the present state, then decide again.',
  },
  precondition_failed: {
    status: 412,
    title: 'Precondition failed',
    retryable: false,
    advice: 'Read the present version, then send its ETag.',
  },
  too_large: {
    status: 413,
    title: 'Request too large',
    retryable: false,
    advice: 'Send less at once.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Media type not supported',
    retryable: false,
    advice: 'Send JSON with `Content-Type: application/json`.',
  },
  vendor_rejected: {
    status: 422,
    title: 'Vendor refused the input',
    retryable: false,
    advice: 'Correct what the vendor names in `detail` and `errors`.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'Idempotency key reused',
    retryable: false,
    advice: 'Use a new Idempotency-Key for a different body.',
  },
  input_required: {
    status: 422,
    title: 'Questions to be answered first',
    retryable: false,
    advice:
      'Answer the `questions`, and send the same call again with all answers so far, as base64url of their JSON in the header Patchbay-Answers.',
  },
  connection_missing: {
    status: 424,
    title: 'No connection configured',
    retryable: false,
    advice: 'Configure a connection for this connector, or name one in the Patchbay-Connection header.',
  },
  connection_unauthorized: {
    status: 424,
    title: 'Vendor refuses the credentials of the connection',
    retryable: false,
    advice: 'Renew the credentials of the connection named in `connection`.',
  },
  connection_forbidden: {
    status: 424,
    title: 'Vendor does not allow this to the connection',
    retryable: false,
    advice: 'Grant the account or app of the connection the missing permission at the vendor.',
  },
  egress_forbidden: {
    status: 424,
    title: 'Connection leads where it must not',
    retryable: false,
    advice: 'Correct the config or the origins of the connection, or have the operator permit that origin.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    advice: 'Wait for `retryAfter` seconds, then try again.',
  },
  vendor_rate_limited: {
    status: 429,
    title: 'Quota of the vendor is spent',
    retryable: true,
    advice: 'Wait for `retryAfter` seconds, then try again; ask for less at once.',
  },
  cancelled: {
    status: 499,
    title: 'Caller went away',
    retryable: true,
    advice: 'Keep the connection open until the answer has arrived.',
  },
  internal: {
    status: 500,
    title: 'Fault in Patchbay',
    retryable: false,
    advice: 'Report the `traceId`; the log line with the same id has the cause.',
  },
  secret_unavailable: {
    status: 500,
    title: 'Stored secret cannot be opened',
    retryable: false,
    advice: 'Tell the operator, whose log names the place; entering the credentials anew replaces it.',
  },
  vendor_error: {
    status: 502,
    title: 'Vendor answered badly',
    retryable: true,
    advice: 'Try again later; if it stays, look at the status page of the vendor.',
  },
  outcome_unknown: {
    status: 502,
    title: 'Outcome of the write is unknown',
    retryable: false,
    advice: 'Check at the vendor whether it happened before sending it again.',
  },
  circuit_open: {
    status: 503,
    title: 'Vendor is failing; calls are held back',
    retryable: true,
    advice: 'Wait for `retryAfter` seconds, then try again.',
  },
  overloaded: {
    status: 503,
    title: 'Server is at its capacity',
    retryable: true,
    advice: 'Wait for `retryAfter` seconds, then try again.',
  },
  state_unavailable: {
    status: 503,
    title: 'Store or shared state is away',
    retryable: true,
    advice:
      'Wait for `retryAfter` seconds, then send the same again, with the same Idempotency-Key if it had one.',
  },
  unreachable: {
    status: 503,
    title: 'No Patchbay at that address',
    retryable: true,
    advice: 'Start the server, or name the address at which it answers.',
  },
  connector_unavailable: {
    status: 503,
    title: 'Connector is not loaded',
    retryable: false,
    advice: 'GET /v1/connectors/{id} says why it is quarantined; repair it and restart.',
  },
  not_cached: {
    status: 504,
    title: 'No answer in the cache',
    retryable: false,
    advice: 'Send the request without `only-if-cached`, so that the vendor may be asked.',
  },
  vendor_timeout: {
    status: 504,
    title: 'Vendor did not answer in time',
    retryable: true,
    advice: 'Try again later, or ask for less at once.',
  },
} as const satisfies Record<string, ProblemKind>

export type ProblemCode = keyof typeof problemKinds

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && Object.hasOwn(problemKinds, value)
}
