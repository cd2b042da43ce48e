import {
  OpenFeatureEventEmitter,
  ProviderEvents,
  StandardResolutionReasons,
  TypeMismatchError,
  FlagNotFoundError,
  type EvaluationContext,
  type Provider,
  type ResolutionDetails,
} from '@openfeature/server-sdk'
import type { FlagContext, FlagDecision } from './decide-flag.ts'
import { flagKeys, isFlagKey, type FlagKey } from './flag-definitions.ts'

const reasons: Readonly<Record<FlagDecision['reason'], string>> = {
  default: StandardResolutionReasons.DEFAULT,
  rule: StandardResolutionReasons.TARGETING_MATCH,
  'kill-switch': StandardResolutionReasons.DISABLED,
}

export interface FlagProvider {
  readonly provider: Provider
  /** Tells those who listen to OpenFeature's events that values may be others now. */
  readonly changed: () => void
}

/** Our rules as a provider of OpenFeature. The principal is the targeting key; the rest of a context has our names. */
export function createFlagProvider(
  decide: (flag: FlagKey, context: FlagContext) => FlagDecision,
): FlagProvider {
  const events = new OpenFeatureEventEmitter()
  const refuse = (flagKey: string): Promise<never> =>
    Promise.reject(
      isFlagKey(flagKey) ? new TypeMismatchError(`${flagKey} is boolean`) : new FlagNotFoundError(flagKey),
    )

  return {
    provider: {
      metadata: { name: 'patchbay' },
      runsOn: 'server',
      events,
      async resolveBooleanEvaluation(flagKey, _fallback, context): Promise<ResolutionDetails<boolean>> {
        if (!isFlagKey(flagKey)) throw new FlagNotFoundError(`There is no flag "${flagKey}".`)
        const { value, reason, rule } = decide(flagKey, toFlagContext(context))
        return {
          value,
          variant: value ? 'on' : 'off',
          reason: reasons[reason],
          ...(rule === undefined ? {} : { flagMetadata: { rule: rule.id, version: rule.version } }),
        }
      },
      resolveStringEvaluation: refuse,
      resolveNumberEvaluation: refuse,
      resolveObjectEvaluation: refuse,
    },
    changed: () => events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: [...flagKeys] }),
  }
}

function toFlagContext({ targetingKey, ...attributes }: EvaluationContext): FlagContext {
  const text = (name: keyof FlagContext): FlagContext => {
    const value = attributes[name]
    return typeof value === 'string' ? { [name]: value } : {}
  }
  return {
    ...text('tenant'),
    ...text('connector'),
    ...text('operation'),
    ...(targetingKey === undefined ? {} : { principal: targetingKey }),
  }
}
