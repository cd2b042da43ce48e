import { Problem } from '@patchbay/contract'
import type { LimitBucket } from './limit-bucket.ts'
import type { Refusal } from './limiter.ts'

/** What is known of a request that a limit of its vendor does not admit now. */
export interface RefusedRequest {
  readonly refusal: Refusal
  /** Undefined where all requests of the connection are held back. */
  readonly bucket: LimitBucket | undefined
  readonly cost: number
}

/** Seconds after which to ask again for what is free as soon as somebody lets go of it. */
const holdWait = 1
/** Seconds. A store that is back is noticed within it. */
const storeWait = 1

/** Says which limit, how much of it is left and needed, and when that will be there. */
export function limitProblem({ refusal, bucket, cost }: RefusedRequest): Problem {
  const { left, wait, reason } = refusal
  if (bucket === undefined) {
    return new Problem('vendor_rate_limited', {
      detail: `The vendor asks to be left alone by this connection for another ${inWords(wait)}.`,
      retryAfter: inSeconds(wait),
    })
  }
  const { title, unit, kind } = bucket.limit
  const limit = `the limit "${title}"`
  if (reason === 'unrecorded') {
    return new Problem('state_unavailable', {
      detail: `The store does not answer now, so what the request takes of ${limit} cannot be written down; nothing was sent.`,
      retryAfter: storeWait,
    })
  }
  if (wait === Infinity) {
    return new Problem('vendor_rate_limited', {
      detail: `The request needs ${amount(cost)} ${unit} of ${limit}, which never holds so much.`,
      advice: 'Ask for less at once: waiting does not help.',
      retryable: false,
    })
  }
  if (reason === 'paused') {
    return new Problem('vendor_rate_limited', {
      detail: `The vendor admits nothing more of ${limit} for another ${inWords(wait)}.`,
      retryAfter: inSeconds(wait),
    })
  }
  const isHeld = kind === 'concurrency'
  const soon = isHeld ? holdWait * 1_000 : wait
  const level = `${amount(Math.max(0, left))} ${unit} left of ${limit}, and the request needs ${amount(cost)}`
  const when = isHeld
    ? 'Others hold them until their requests end.'
    : `It will have them in ${inWords(wait)}.`
  const crowd = reason === 'crowded' ? ' Too many requests are waiting for it already.' : ''
  return new Problem('vendor_rate_limited', {
    detail: `There are ${level}. ${when}${crowd}`,
    retryAfter: inSeconds(soon),
  })
}

const amount = (value: number): string => String(Math.floor(value * 100) / 100)

// Rounded up: who comes back after that time must not be too early.
const inSeconds = (milliseconds: number): number => Math.ceil(milliseconds / 100) / 10

const inWords = (milliseconds: number): string => {
  const seconds = inSeconds(milliseconds)
  return `${seconds} second${seconds === 1 ? '' : 's'}`
}
