import type { styleText } from 'node:util'

export type Style = Parameters<typeof styleText>[0]

/** Where a command reads and writes. Standard output is for what was asked for, standard error for all else. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** To standard output. Waits until a slow reader has taken it. */
  write(text: string | Uint8Array): Promise<void>
  /** To standard error. */
  complain(text: string): void
  /** All of standard input. Rejects at once if that is a keyboard. */
  readInput(): Promise<string>
  /** Colors for standard error, where it is a terminal and nobody has set NO_COLOR. */
  paint(style: Style, text: string): string
}
