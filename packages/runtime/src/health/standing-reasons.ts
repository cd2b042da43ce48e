import type { ConnectorDescription } from '../connectors/connector-description.ts'
import type { QuarantinedConnector } from '../connectors/registry.ts'
import type { Flags } from '../flags/open-flags.ts'
import type { HealthReason } from './connector-health.ts'

/** Milliseconds before the end of the support from which on it counts: time enough to upgrade a connector. */
const supportNotice = 30 * 86_400_000

/** Quarantine is decided when the process starts, and lasts as long as it. */
export const quarantineReason = (
  { reference, code, reason }: QuarantinedConnector,
  isLoaded: boolean,
  startedAt: number,
): HealthReason => ({
  code: 'quarantined',
  // Another major of it goes on.
  status: isLoaded ? 'degraded' : 'down',
  message: `It could not be loaded (${code}): ${reason}`,
  since: startedAt,
  advice: 'Correct the connector, or install another version of it, and restart Patchbay.',
  subject: reference,
})

/** Where a flag holds back all its calls: of the tenant, or of everybody where none is given. */
export function flagReason(
  flags: Pick<Flags, 'decide'>,
  tenant: string | undefined,
  connector: string,
): HealthReason | undefined {
  const { value, rule } = flags.decide('calls', { ...(tenant === undefined ? {} : { tenant }), connector })
  if (value || rule === undefined) return undefined
  const why = rule.note === '' ? '' : `: ${rule.note}`
  return {
    code: 'flag_off',
    status: 'down',
    message: `Its calls are switched off by the flag \`calls\`${why}`,
    since: rule.changedAt.getTime(),
    advice: 'Wait, or ask an administrator to change the rule: GET /v1/flags/calls shows it.',
    subject: rule.id,
  }
}

export function supportReason(
  { version, vendor }: Pick<ConnectorDescription, 'version' | 'vendor'>,
  now: number,
): HealthReason | undefined {
  if (vendor.sunset === null) return undefined
  const end = Date.parse(vendor.sunset)
  if (end - now > supportNotice) return undefined
  return {
    code: 'support_ending',
    status: 'degraded',
    message:
      end <= now
        ? `${vendor.api} has been without support of its vendor since ${vendor.sunset}`
        : `${vendor.api} loses the support of its vendor on ${vendor.sunset}`,
    since: end - supportNotice,
    advice: 'Upgrade the connector to a version that uses a newer API of the vendor.',
    subject: version,
  }
}
