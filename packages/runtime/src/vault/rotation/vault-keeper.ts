import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { BeforeCommit } from '../../store/before-commit.ts'
import type { Store } from '../../store/store.ts'
import { activateKey, readActiveKey } from '../ring/active-key.ts'
import { isRetired, readKeysInUse } from '../ring/admit-key-ring.ts'
import type { HeldRing } from '../ring/held-ring.ts'
import { insertRotation, readRotation } from './rotation-rows.ts'
import type { RotationWorker } from './rotation-worker.ts'

/** A key by what may be known of it. */
export interface KeyStatus {
  readonly id: string
  /** Whether it wraps new data keys. */
  readonly isActive: boolean
  /** Whether the ring of this instance has it. */
  readonly isInRing: boolean
  /** How many secrets need it. */
  readonly secrets: number
  readonly activatedAt: Date | undefined
  readonly retiredAt: Date | undefined
}

export interface RotationStatus {
  readonly state: 'running' | 'done' | 'incomplete'
  /** Of the key that is to wrap everything. */
  readonly keyId: string
  readonly startedBy: string
  readonly startedAt: Date
  readonly finishedAt: Date | undefined
  /** Secrets that other keys wrapped when it began. */
  readonly total: number
  readonly done: number
  /** Secrets that other keys still wrap. */
  readonly left: number
  /** Of these, secrets that cannot be opened: changed by something else, or their key is missing. */
  readonly unreadable: number
}

export interface VaultStatus {
  readonly keys: readonly KeyStatus[]
  /** The last that was asked for. */
  readonly rotation: RotationStatus | undefined
}

/** The key that wraps what is written. */
export interface ActiveKey {
  readonly id: string
}

/** The keys of the vault, for operators. No key ever leaves it. */
export interface VaultKeeper {
  status(): Promise<VaultStatus>
  /**
   * Reads the ring again where it is from a file, makes its first key the one that wraps, and has all secrets passed on
   * to it in the background. Rejects with `conflict` where the ring does not allow it.
   */
  rotate(startedBy: string, beforeCommit?: BeforeCommit<ActiveKey>): Promise<VaultStatus>
}

export interface KeeperParts {
  readonly store: Store
  readonly ring: HeldRing
  readonly worker: RotationWorker
  readonly log: Logger
}

export function createVaultKeeper({ store, ring, worker, log }: KeeperParts): VaultKeeper {
  const status = async (): Promise<VaultStatus> => {
    const { database } = store
    const current = await ring.admitted(database)
    const { secrets, active } = await readKeysInUse(database)
    const known = await database
      .selectFrom('vault_keys')
      .select(['id', 'activated_at', 'retired_at'])
      .orderBy('first_seen_at')
      .orderBy('id')
      .execute()
    const rotation = await readRotation(database, 'last')
    const left = [...secrets].reduce((sum, [id, count]) => (id === active ? sum : sum + count), 0)
    return {
      keys: known.map(({ id, activated_at, retired_at }) => ({
        id,
        isActive: id === active,
        isInRing: current.find(id) !== undefined,
        secrets: secrets.get(id) ?? 0,
        activatedAt: activated_at ?? undefined,
        retiredAt: retired_at ?? undefined,
      })),
      rotation: rotation && {
        ...rotation,
        state: rotation.finishedAt === undefined ? 'running' : left > 0 ? 'incomplete' : 'done',
        done: Math.max(0, rotation.total - left),
        left,
      },
    }
  }

  return {
    status,
    async rotate(startedBy, beforeCommit) {
      await store.transaction(async (database) => {
        const before = await readActiveKey(database)
        const { ring: again, origin } = await ring.reread(database).catch((error: unknown) => {
          if (!(error instanceof ConfigurationError)) throw error
          log.error({ err: error }, 'the key ring cannot be rotated')
          throw refusal(error.problems.join('; '))
        })
        const { first } = again
        const retired = await activateKey(database, first)
        if (retired !== undefined) throw refusal(isRetired(first, retired, origin))
        await insertRotation(database, first.id, startedBy)
        await beforeCommit?.(database, before === undefined ? undefined : { id: before }, { id: first.id })
      })
      worker.wake()
      return status()
    },
  }
}

const refusal = (detail: string): Problem =>
  new Problem('conflict', {
    detail,
    advice: 'Correct the key ring, of every instance, then ask again.',
  })
