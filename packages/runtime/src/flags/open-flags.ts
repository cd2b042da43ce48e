import { NOOP_PROVIDER, OpenFeature, type Client } from '@openfeature/server-sdk'
import type { Logger } from 'pino'
import type { Settings } from '../configuration/settings.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import { createLatest } from '../store/latest.ts'
import type { Store } from '../store/store.ts'
import type { Tracing } from '../telemetry/traces/span.ts'
import { tracedRead } from '../telemetry/traces/traced-read.ts'
import { decideFlag, type FlagContext, type FlagDecision } from './decide-flag.ts'
import { flagDefinitions, type FlagKey } from './flag-definitions.ts'
import { createFlagProvider } from './flag-provider.ts'
import { createFlagRuleStore, flagTopic, type FlagRuleStore } from './flag-rule-store.ts'
import { createFlagRules, type FlagRules } from './flag-rules.ts'

/** The flags of this instance. */
export interface Flags {
  /** Decides at once, from memory. For whatever is decided more often than once in a while, keep the decision. */
  decide(flag: FlagKey, context: FlagContext): FlagDecision
  /** Whether the rules were read at all. Until then nobody knows what is switched off. */
  readonly areKnown: boolean
  /** What holds where no rule decides. */
  defaultOf(flag: FlagKey): boolean
  /** For everything that may wait: the same decisions by the API of OpenFeature. */
  readonly client: Client
  readonly rules: FlagRules
  readonly stored: FlagRuleStore
  /** Reads the rules again. Resolves when what was stored before the call is in effect here. */
  refresh(): Promise<void>
  /** Values may be others from now on. Returns what ends it. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

export interface FlagsParts {
  readonly settings: Pick<Settings, 'enableMcp' | 'useMockData'>
  readonly store: Store
  readonly changes: ChangeFeed
  readonly log: Logger
  readonly tracing?: Tracing | undefined
}

/** Reads the rules; later, where the store is away. */
export async function openFlags({ settings, store, changes, log, tracing }: FlagsParts): Promise<Flags> {
  const stored = createFlagRuleStore(store, changes)
  const rules = createFlagRules()
  const defaultOf = (flag: FlagKey): boolean => flagDefinitions[flag].defaultOf(settings)
  const decide: Flags['decide'] = (flag, context) => decideFlag(rules.of(flag), defaultOf(flag), context)

  const latest = createLatest(tracedRead(tracing, 'flags', async () => rules.adopt(await stored.load())))
  await latest.refresh().catch((error: unknown) => {
    log.warn({ err: error }, 'flags cannot be read yet, so no call is let through')
    latest.catchUp()
  })

  const { provider, changed } = createFlagProvider(decide)
  // Each app has a domain of its own, because the API of OpenFeature is one for the whole process.
  const domain = `patchbay-${crypto.randomUUID()}`
  await OpenFeature.setProviderAndWait(domain, provider)
  const endings = [
    rules.onChange(changed),
    rules.onChange(() => log.info({ rules: 'changed' }, 'flags')),
    // Also after an outage, when it is not known what was missed.
    changes.listen(flagTopic, latest.catchUp),
    store.availability.onChange((isUp) => {
      if (isUp) latest.catchUp()
    }),
  ]

  return {
    decide,
    get areKnown() {
      return rules.areKnown
    },
    defaultOf,
    client: OpenFeature.getClient(domain),
    rules,
    stored,
    refresh: latest.refresh,
    onChange: (listener) => rules.onChange(listener),
    async close() {
      for (const end of endings) end()
      await latest.close()
      await OpenFeature.setProviderAndWait(domain, NOOP_PROVIDER)
    },
  }
}
