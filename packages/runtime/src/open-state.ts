import { createCallAudit, type CallAudit } from './audit/call-audit.ts'
import { openAudit, type OpenedAudit } from './audit/open-audit.ts'
import { ringKeys } from './audit/ring-keys.ts'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Settings } from './configuration/settings.ts'
import { openLedgeredState } from './shared-state/ledger/open-ledgered-state.ts'
import { openSharedState } from './shared-state/open-shared-state.ts'
import type { SharedState } from './shared-state/shared-state.ts'
import { openConfiguredStore } from './store/open-configured-store.ts'
import { openChangeFeed, type ChangeFeed } from './store/change-feed.ts'
import type { Store } from './store/store.ts'
import type { Redactor } from './telemetry/redaction/redactor.ts'
import { openVault, type OpenedVault } from './vault/open-vault.ts'

/** What outlives a call: the store for good, the shared state for as long as it lasts. */
export interface State {
  readonly store: Store
  readonly sharedState: SharedState
  /** What has changed in the store. */
  readonly changes: ChangeFeed
  readonly vault: OpenedVault
  readonly audit: OpenedAudit
  readonly callAudit: CallAudit
  /** Closes what was opened here. */
  readonly close: () => Promise<void>
}

interface StateOptions {
  readonly settings: Settings
  readonly registry: Registry
  readonly log: Logger
  readonly redactor: Redactor
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Opens what is not given, side by side, since both are waited for where they are away. Throws a `ConfigurationError`
 * where the store or the key ring cannot be used.
 */
export async function openState(
  given: { readonly store?: Store | undefined; readonly sharedState?: SharedState | undefined },
  options: StateOptions,
): Promise<State> {
  const openingStore = given.store === undefined ? openConfiguredStore(options) : Promise.resolve(given.store)
  const openOwnState = async (): Promise<SharedState> => {
    const state = await openSharedState(options)
    return state.kind === 'memory'
      ? openLedgeredState({ ...options, memory: state, store: await openingStore })
      : state
  }
  const opening = [
    openingStore,
    given.sharedState === undefined ? openOwnState() : Promise.resolve(given.sharedState),
  ] as const
  const close = async (): Promise<void> => {
    const [store, sharedState] = await Promise.allSettled(opening)
    if (given.sharedState === undefined && sharedState.status === 'fulfilled') await sharedState.value.close()
    if (given.store === undefined && store.status === 'fulfilled') await store.value.close()
  }
  try {
    const [store, sharedState] = await Promise.all(opening)
    const vault = await openVault({ ...options, store })
    const audit = openAudit({ ...options, store, keys: ringKeys(vault.heldRing, store) })
    const changes = openChangeFeed({ store, messages: sharedState.messages, log: options.log })
    return {
      store,
      sharedState,
      changes,
      vault,
      audit,
      callAudit: createCallAudit(audit),
      async close() {
        await audit.close()
        await Promise.all([changes.close(), vault.close()])
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
