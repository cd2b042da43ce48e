import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { Credentialed } from './authenticate-request.ts'

/** Where the requests of one connection get what authenticates them. */
export interface CredentialSource {
  /**
   * At once where they are known. The same object for as long as they are the same: what is worked out from them is kept
   * by it. Throws or rejects with a `Problem`, such as `connection_unauthorized`, where there are none.
   */
  current(): MaybePromise<Credentialed>
  /**
   * The vendor has answered 401 to these. Whether it is worth to try once more with what `current` gives then; never
   * rejects. Not there where credentials are never renewed.
   */
  refused?(used: Credentialed): Promise<boolean>
  /**
   * Its connection is no more, or another object now. Calls in flight may go on with it, and what it hides may show a
   * while later. Not there where that makes no difference.
   */
  end?(): void
}
