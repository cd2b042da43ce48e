import type { AlertMessage } from './sender.ts'

const words = { 'alert.firing': 'FIRING', 'alert.resolved': 'RESOLVED', 'alert.test': 'TEST' } as const

/** One line: what it is, how urgent, and about what. */
export const titleOf = ({ type, alert }: AlertMessage): string =>
  `[${words[type]}] ${alert.severity}: ${alert.name}${alert.connector === null ? '' : ` (${alert.connector})`}`

/** For those who read no markup. */
export function textOf(message: AlertMessage): string {
  const { alert } = message
  const scope = alert.tenant === null ? 'the installation' : `tenant ${alert.tenant}`
  return [
    titleOf(message),
    '',
    alert.summary,
    '',
    `Began: ${alert.startedAt}, in ${scope}.`,
    ...(alert.resolvedAt === null ? [] : [`Over: ${alert.resolvedAt}.`]),
    `What to do: ${alert.runbook}`,
    `Id: ${alert.id}`,
  ].join('\n')
}
