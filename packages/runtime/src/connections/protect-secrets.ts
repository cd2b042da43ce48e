import { secretFields } from '@patchbay/contract'
import type { LoadedConnector } from '../connectors/loaded-connector.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { valuesOfFields } from '../telemetry/redaction/secret-fields.ts'

interface Entered {
  readonly config?: unknown
  readonly credentials?: Readonly<Record<string, string>> | undefined
}

/** Before anything is judged: a message about a wrong connection must not show its secrets either. */
export function protectSecrets(entered: Entered, connector: LoadedConnector, redactor: Redactor): void {
  const { auth } = connector.host.description
  for (const value of valuesOfFields(entered.config, connector.secretConfig)) redactor.protect(value)
  for (const { credentials } of Object.values(auth)) {
    for (const field of secretFields(credentials)) redactor.protect(entered.credentials?.[field] ?? '')
  }
}
