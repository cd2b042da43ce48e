import type { EmulatorHost, JournalEntry } from '@patchbay/emulator'
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

const asking = new WeakMap<EmulatorHost, Set<string>>()

/** Notes that a call of an operation has sent something to the vendor. */
export function noteAsked({ emulator }: Pick<Harness, 'emulator'>, operation: string): void {
  const known = asking.get(emulator) ?? new Set()
  asking.set(emulator, known.add(operation))
}

/** Whether any call of an operation has asked the vendor so far: others are answered by the runtime alone. */
export const hasAsked = ({ emulator }: Pick<Harness, 'emulator'>, operation: string): boolean =>
  asking.get(emulator)?.has(operation) === true
