/** One of the fields that Google names in a refusal. */
export interface FieldViolation {
  /** In Google's words, such as `date_ranges[0].start_date`. */
  readonly field: string
  readonly description: string
}

/** What Google says of a failure, from the places in which its APIs say it. */
export interface GoogleFailure {
  readonly code: number
  readonly message: string
  /** Such as `PERMISSION_DENIED`; older APIs have none. */
  readonly status: string | undefined
  /** Such as `quotaExceeded` of older APIs and `SERVICE_DISABLED` of newer ones, in this order. */
  readonly reasons: readonly string[]
  /** What belongs to a reason, such as the `service` that is switched off. */
  readonly metadata: Readonly<Record<string, unknown>>
  readonly fields: readonly FieldViolation[]
  /** Seconds. */
  readonly retryDelay: number | undefined
  readonly links: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads the error of one of Google's JSON APIs; undefined where the body is none.
 *
 * @see https://google.aip.dev/193
 */
export function readFailure(body: unknown): GoogleFailure | undefined {
  const error = isRecord(body) ? body['error'] : undefined
  if (!isRecord(error) || typeof error['code'] !== 'number') return undefined
  const details = recordsIn(error['details'])
  const ofType = (name: string): Fields[] =>
    details.filter((detail) => textOf(detail['@type']).endsWith(`google.rpc.${name}`))
  const infos = ofType('ErrorInfo')
  const metadata = infos[0]?.['metadata']
  const delay = /^(\d+(?:\.\d+)?)s$/.exec(textOf(ofType('RetryInfo')[0]?.['retryDelay']))?.[1]
  return {
    code: error['code'],
    message: textOf(error['message']),
    status: typeof error['status'] === 'string' ? error['status'] : undefined,
    reasons: [...recordsIn(error['errors']), ...infos].map(({ reason }) => textOf(reason)).filter(Boolean),
    metadata: isRecord(metadata) ? metadata : {},
    fields: ofType('BadRequest')
      .flatMap(({ fieldViolations }) => recordsIn(fieldViolations))
      .map(({ field, description }) => ({ field: textOf(field), description: textOf(description) })),
    retryDelay: delay === undefined ? undefined : Number(delay),
    links: ofType('Help')
      .flatMap(({ links }) => recordsIn(links))
      .map(({ url }) => textOf(url))
      .filter(Boolean),
  }
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const recordsIn = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isRecord) : [])

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
