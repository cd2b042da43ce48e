import { createRequire } from 'node:module'

interface Options {
  readonly url: string
  readonly connections: number
  /** Seconds. */
  readonly duration: number
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Milliseconds between the looks at whether the duration is over. */
  readonly sampleInt: number
}

interface Run {
  /** `milliseconds` is the time from sending the request to the end of its answer. */
  on(
    event: 'response',
    listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
  ): Run
}

type Autocannon = (
  options: Options,
  done: (error: Error | null, result: { readonly errors: number }) => void,
) => Run

/** autocannon ships no types; these are the parts that the closed loop uses. */
export const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon
