import { isRecord } from '../options.ts'

/** What a face answered to one call. */
export interface Answer {
  readonly data: unknown
  /** Undefined for a success. */
  readonly problem: ProblemDocument | undefined
  /** The answer as it came, to look in it for what must not be there. */
  readonly text: string
  /** Whether the vendor was stood in for. */
  readonly source: string | undefined
  /** Milliseconds. */
  readonly took: number
}

export interface ProblemDocument {
  readonly code: string
  readonly detail: string
  readonly advice: string
  readonly status: number
}

/** The problem in a body, if it is one. */
export function problemOf(body: unknown): ProblemDocument | undefined {
  if (!isRecord(body) || typeof body['code'] !== 'string') return undefined
  const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '')
  return {
    code: body['code'],
    detail: text('detail'),
    advice: text('advice'),
    status: typeof body['status'] === 'number' ? body['status'] : 0,
  }
}
