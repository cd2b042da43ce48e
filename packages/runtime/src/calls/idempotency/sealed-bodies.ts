import { Problem } from '@patchbay/contract'
import type { Store } from '../../store/store.ts'
import { associatedData } from '../../vault/envelope/associated-data.ts'
import { open, seal } from '../../vault/envelope/sealing.ts'
import { deriveKey, oncePerKey } from '../../vault/ring/derived-keys.ts'
import type { HeldRing } from '../../vault/ring/held-ring.ts'

/** A body as it is stored. */
export interface SealedBody {
  /** Of the key ring. */
  readonly keyId: string
  readonly sealed: Buffer
}

/** Seals the bodies of kept answers. Each opens under the id of its record and nowhere else. */
export interface SealedBodies {
  /** Undefined where there is no key to seal with: an answer is rather not kept than kept for everybody to read. */
  seal(id: string, body: string): Promise<SealedBody | undefined>
  /** Undefined where it was changed, or its key is gone from the ring. */
  open(id: string, body: SealedBody): Promise<string | undefined>
}

/** With keys from the ring of the vault, which a rotation changes for what is kept from then on. */
export function sealedBodies(ring: HeldRing, store: Store): SealedBodies {
  const keyOf = oncePerKey(({ secret }) => Buffer.from(deriveKey(secret, 'kept answers 1')))
  return {
    async seal(id, body) {
      try {
        const { first } = await ring.admitted(store.database)
        return { keyId: first.id, sealed: seal(keyOf(first), Buffer.from(body), placeOf(id)) }
      } catch (error) {
        if (Problem.is(error) && error.code === 'secret_unavailable') return undefined
        throw error
      }
    },
    async open(id, { keyId, sealed }) {
      const key = await ring.find(keyId, store.database)
      return key === undefined ? undefined : open(keyOf(key), sealed, placeOf(id))?.toString()
    },
  }
}

const placeOf = (id: string): Buffer => associatedData(['kept answer', id])
