import type { FieldError } from '@patchbay/contract'

/** A problem as a server sent it, kept whole so that `--json` can print it as it came. */
export interface ProblemDocument {
  readonly code: string
  readonly title?: string
  readonly status: number
  readonly detail?: string
  readonly advice?: string
  readonly traceId?: string
  readonly errors?: readonly FieldError[]
}

/** What a server refused. */
export class RemoteProblem extends Error {
  readonly document: ProblemDocument
  /** What only this side knows to do about it, such as where the key came from. */
  readonly hint: string | undefined

  constructor(document: ProblemDocument, hint?: string) {
    super(document.detail ?? document.title ?? document.code)
    this.name = 'RemoteProblem'
    this.document = document
    this.hint = hint
  }
}

/** The problem in a body, if it is one. */
export function readProblem(body: unknown): ProblemDocument | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  return 'code' in body &&
    typeof body.code === 'string' &&
    'status' in body &&
    typeof body.status === 'number'
    ? (body as ProblemDocument)
    : undefined
}
