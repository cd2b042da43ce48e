import { Type, type Static } from '@sinclair/typebox'

const failures = [
  'unauthorized',
  'forbidden',
  'notFound',
  'conflict',
  'rejected',
  'rateLimited',
  'unavailable',
] as const

/**
 * Something that goes wrong at the vendor on purpose.
 *
 * - `status`: answers with this status, and `headers` and `body` where given.
 * - `failure`: answers with one of the failures that the emulator declares, in the vendor's own shape.
 * - `hang`: accepts the request and never answers.
 * - `reset`: breaks the connection after the request has arrived.
 * - `drip`: sends the true answer one byte at a time, `delay` milliseconds apart (default 1,000).
 * - `malformed`: sends the first half of the true answer's body, as if it were whole.
 * - `latency`: sends the true answer after `delay` milliseconds.
 */
export const Fault = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('status'),
      Type.Literal('failure'),
      Type.Literal('hang'),
      Type.Literal('reset'),
      Type.Literal('drip'),
      Type.Literal('malformed'),
      Type.Literal('latency'),
    ]),
    /** Only requests with this method. Default: any. */
    method: Type.Optional(Type.String()),
    /** Only requests whose path begins so. Default: any. */
    path: Type.Optional(Type.String()),
    /** How often before the fault wears off. Default: until it is cleared. */
    times: Type.Optional(Type.Integer({ minimum: 1 })),
    status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599 })),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    body: Type.Optional(Type.Unknown()),
    failure: Type.Optional(Type.Union(failures.map((failure) => Type.Literal(failure)))),
    delay: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
)

export type Fault = Static<typeof Fault>

/** The faults in force, oldest first. The first one that fits a request strikes. */
export class FaultList {
  #faults: Array<{ fault: Fault; left: number }> = []

  add(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
  }

  clear(): void {
    this.#faults = []
  }

  list(): Fault[] {
    return this.#faults.map(({ fault }) => fault)
  }

  /** The fault that strikes this request, if any; one of its times is used up. */
  strike(method: string, path: string): Fault | undefined {
    const index = this.#faults.findIndex(
      ({ fault }) =>
        (fault.method === undefined || fault.method === method) &&
        (fault.path === undefined || path.startsWith(fault.path)),
    )
    const entry = this.#faults[index]
    if (entry === undefined) return undefined
    entry.left -= 1
    if (entry.left <= 0) this.#faults.splice(index, 1)
    return entry.fault
  }
}
