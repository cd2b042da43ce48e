import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { findKeyRing, generatedRingFile, type ProvidedRing } from '../../vault/ring/provide-key-ring.ts'

/** The key ring of the settings. Throws a `ConfigurationError` if there is none: a new one would open nothing. */
export function expectRing(settings: Settings): ProvidedRing {
  const provided = findKeyRing(settings)
  if (provided !== undefined) return provided
  throw new ConfigurationError([
    `PATCHBAY_KEYS: is needed here, since there is no ${generatedRingFile(settings.dataFolder)}, where the first \`patchbay start\` keeps a key ring`,
  ])
}
