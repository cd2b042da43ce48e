import type { Settings } from '../configuration/settings.ts'
import type { ApiClient } from './client/api-client.ts'
import type { Terminal } from './terminal/terminal.ts'
import type { View } from './terminal/views.ts'

/** What every command works with. */
export interface Tools {
  readonly terminal: Terminal
  /** Whether a program reads: `--json`. */
  readonly isJson: () => boolean
  /** Prints what was asked for: as it is with `--json`, else as the view shows it. */
  readonly show: (data: unknown, view: View) => Promise<void>
  /** Says something beside it to a person; a program is told nothing. */
  readonly note: (words: string) => void
  /** Throws a `ConfigurationError`. */
  readonly settings: () => Settings
  /** Of the running server. Throws a `ConfigurationError` if the settings do not say where, or with which key. */
  readonly client: () => ApiClient
  /** The tenant that `--tenant` names. */
  readonly tenant: () => string | undefined
}
