import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { SecretPlace } from './vault.ts'

/** Why a secret could not be opened. */
export type Reason = 'changed' | 'older' | 'key missing'

const words: Readonly<
  Record<Reason, { readonly log: string; readonly detail: string; readonly advice: string }>
> = {
  changed: {
    log: 'a stored secret was changed, or moved to another place, by something other than Patchbay',
    detail: 'A stored secret is not as it was written.',
    advice: 'Enter the credentials anew, which replaces it, and tell the operator: the log names the place.',
  },
  older: {
    log: 'an older version of a secret has been put back; after restoring the database, restart every instance',
    detail: 'A stored secret is older than the one that was there before.',
    advice:
      'Tell the operator, whose log names the place: every instance restarts after a restore. Otherwise enter the credentials anew.',
  },
  'key missing': {
    log: 'a key that wraps a secret is not in the key ring of this instance',
    detail: 'The key that a stored secret needs is not in the key ring of this instance.',
    advice: 'Tell the operator, whose log names the key: it belongs into the ring of every instance.',
  },
}

/** Logs where it is and what happened, and gives the problem that says what to do about it. */
export function secretUnavailable(log: Logger, reason: Reason, place: SecretPlace, keyId: string): Problem {
  const { tenant, record, purpose } = place
  const { log: message, detail, advice } = words[reason]
  log.error({ tenant, record, purpose, key: keyId }, message)
  return new Problem('secret_unavailable', { detail, advice })
}
