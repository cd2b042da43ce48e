import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import type { CheckedRequest } from '@patchbay/google/emulator'

/** One of the APIs that the emulator plays. */
export interface Api<State> {
  /** The request where it is one of this API's, or Google's refusal of it; undefined where it is not. */
  check(request: EmulatorRequest): CheckedRequest | EmulatorAnswer | undefined
  answer(request: CheckedRequest, state: State, now: number): EmulatorAnswer | Promise<EmulatorAnswer>
}
