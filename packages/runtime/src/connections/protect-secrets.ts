import { secretFields } from '@patchbay/contract'
import type { LoadedConnector } from '../connectors/loaded-connector.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { releaseLater } from '../telemetry/redaction/release-later.ts'
import { valuesOfFields } from '../telemetry/redaction/secret-fields.ts'

interface Entered {
  readonly config?: unknown
  readonly credentials?: Readonly<Record<string, string>> | undefined
}

/** Milliseconds for which what was done with a secret may still be told of. */
const aftermath = 60_000

/**
 * Hides what was entered from all that leaves the process, before anything is judged: a message about a wrong connection
 * must not show its secrets either. Returns what ends that, a while after it is called.
 */
export function protectSecrets(entered: Entered, connector: LoadedConnector, redactor: Redactor): () => void {
  const { auth } = connector.host.description
  const values = [
    ...valuesOfFields(entered.config, connector.secretConfig),
    ...Object.values(auth).flatMap(({ credentials }) =>
      secretFields(credentials).map((field) => entered.credentials?.[field] ?? ''),
    ),
  ]
  const releases = values.filter((value) => value !== '').map((value) => redactor.protect(value))
  return () => releaseLater(releases, aftermath)
}
