/** How a command ends, for scripts. */
export const exitCode = {
  done: 0,
  /** It was tried and failed: the server refused, a check found something, an archive is damaged. */
  failed: 1,
  /** It was not tried: the command line or the configuration is wrong. */
  usage: 2,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
