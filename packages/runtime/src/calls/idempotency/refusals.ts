import { Problem } from '@patchbay/contract'

/** Seconds. How long a call still runs is not known; most end within it. */
const waitForRunning = 1
/** Seconds. A store that is back is noticed within it. */
const waitForStore = 1

export function stillRunning(): Problem {
  return new Problem('conflict', {
    detail: 'A call with this Idempotency-Key is still running.',
    advice: 'Wait for `retryAfter` seconds, then send the same call with the same key to get its answer.',
    retryable: true,
    retryAfter: waitForRunning,
  })
}

export function otherInput(): Problem {
  return new Problem('idempotency_mismatch', {
    detail: 'This Idempotency-Key was sent before with another input; nothing was sent to the vendor.',
    advice:
      'Send a new Idempotency-Key with each new intent, and the same one only to repeat a call unchanged.',
  })
}

export function cutOff(): Problem {
  return new Problem('outcome_unknown', {
    status: 409,
    detail:
      'An earlier call with this Idempotency-Key was cut off, and how it ended was never recorded. It is not run again.',
    advice:
      'Check at the vendor whether it happened. If it did not, send it again with a new Idempotency-Key.',
  })
}

export function answerNotKept(status: number): Problem {
  return new Problem('conflict', {
    detail: `The call with this Idempotency-Key has ended with status ${status}; its answer was not kept.`,
    advice: 'Read the present state. The call is not run again.',
  })
}

export function storeAway(cause: unknown): Problem {
  return new Problem('state_unavailable', {
    detail:
      'Whether this Idempotency-Key was sent before cannot be found out now; nothing was sent to the vendor.',
    retryAfter: waitForStore,
    cause,
  })
}
