/** A failure as Bing writes it: flat, beside no `d`. */
export interface Failure {
  readonly code: number
  readonly message: string
}

/** The failure that a body tells of, whatever the status; undefined where it tells of none. */
export function readFailure(body: unknown): Failure | undefined {
  if (!has(body, 'ErrorCode')) return undefined
  const code = Number(body['ErrorCode'])
  if (code === 0) return undefined
  const message = has(body, 'Message') && typeof body['Message'] === 'string' ? body['Message'] : ''
  return { code, message: message.replace(/^ERROR!+\s*/i, '') }
}

export function has<Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> {
  return typeof value === 'object' && value !== null && name in value
}
