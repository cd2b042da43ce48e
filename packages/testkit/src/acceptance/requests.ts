import type { JournalEntry } from '@patchbay/emulator'
import type { Harness } from './harness.ts'

type Seen = Pick<Harness, 'description' | 'emulator'>

const authentication = ({ description, emulator }: Seen) =>
  description.auth[emulator.emulator.connection.auth]

/** Whether the credentials of the connection are tokens that can be had anew, so that a 401 is worth one more try. */
export const isRenewed = (seen: Seen): boolean => {
  const kind = authentication(seen)?.kind
  return kind !== undefined && kind !== 'api-key'
}

/** What operations have sent, without the requests of the runtime for tokens. */
export function requestsSeen(seen: Seen): JournalEntry[] {
  const known = authentication(seen)
  const tokenPath = known !== undefined && 'token' in known ? known.token.path : undefined
  return seen.emulator.journal.filter(({ path }) => path !== tokenPath)
}
