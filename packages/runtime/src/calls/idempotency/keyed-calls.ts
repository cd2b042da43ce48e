import type { Problem } from '@patchbay/contract'
import type { Connection } from '../../connections/connection.ts'
import type { Call } from '../call.ts'
import { isFinal } from './final-outcomes.ts'
import type { CallKey } from './call-key.ts'
import { fingerprintOf } from './fingerprint.ts'
import { idempotencyId, type Idempotency } from './idempotency.ts'
import { readIdempotencyKey } from './idempotency-key.ts'
import type { KeyClaim } from './key-claim.ts'
import type { KeptAnswer } from './key-record.ts'

/** How outcomes look when they leave, so that a repetition can get the very same bytes. */
export interface AnswerForms {
  success(envelope: string): KeptAnswer
  failure(problem: Problem, call: Call): KeptAnswer
}

/** The one run of a call that carries a key. */
export interface KeyedRun {
  /** What stands for the key at a vendor. */
  readonly id: string
  /** Milliseconds since an earlier call with the key has ended that may have acted; undefined where there is none. */
  readonly unknownFor: number | undefined
  /** To be called before the answer leaves; and this or the next one always. */
  succeeded(envelope: string): Promise<void>
  failed(problem: Problem, mayHaveActed: boolean): Promise<void>
}

/** Lets calls with a key run once. */
export interface KeyedCalls {
  /**
   * What is left to do for a call with this key: to run it, or to repeat an answer. Rejects with what
   * `Idempotency.admit` rejects with, or with `invalid_request`.
   */
  admit(call: Call, connection: Connection, key: CallKey): Promise<KeyedRun | KeptAnswer>
  /** Waits for the calls that run, and for their records. */
  close(): Promise<void>
}

export function createKeyedCalls(idempotency: Idempotency, forms: AnswerForms): KeyedCalls {
  return {
    async admit(call, connection, callKey) {
      const isGiven = 'header' in callKey
      const { operation, principal, input, requestId } = call
      const { connector, description, timeout } = operation
      const scope = {
        tenant: principal.tenant,
        principal: principal.id,
        connector: `${connector.host.description.id}@${connector.major}`,
        operation: description.id,
        connection: connection.uid,
      }
      const { recovers = false } = description
      // Of a form that no key of a caller has.
      const key = isGiven ? readIdempotencyKey(callKey.header) : `same input ${sameCall(call)}`
      const ttl = isGiven ? undefined : callKey.window
      const admission = await idempotency.admit({
        scope,
        key,
        input,
        owner: requestId,
        timeout,
        recovers,
        ttl,
      })
      if ('answer' in admission) return admission.answer
      // A vendor may remember a key for longer than the window, in which the same call is meant as another one again.
      const id = isGiven ? idempotencyId(scope, key) : requestId
      return keyedRun(id, admission, call, forms)
    },
    close: () => idempotency.close(),
  }
}

/** A call that was answered otherwise is another one: a person who said no may say yes the next time. */
const sameCall = ({ input, answers }: Call): string =>
  fingerprintOf(answers === undefined ? input : { input, answers })

function keyedRun(
  id: string,
  { claim, unknownFor }: { readonly claim: KeyClaim; readonly unknownFor?: number },
  call: Call,
  forms: AnswerForms,
): KeyedRun {
  const { recovers = false } = call.operation.description
  return {
    id,
    unknownFor,
    succeeded: (envelope) => claim.keep(forms.success(envelope)),
    failed(problem, mayHaveActed) {
      // Whatever it failed with, a call that was to find out has not, and its failure is no answer of the one before it.
      if (claim.isRecovery || (recovers && mayHaveActed && problem.code === 'outcome_unknown'))
        return claim.leave()
      return isFinal(problem, mayHaveActed) ? claim.keep(forms.failure(problem, call)) : claim.free()
    },
  }
}
