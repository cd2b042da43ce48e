import { readIssuerSettings } from '../../access/oidc/issuer-settings.ts'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { createEgressPolicy } from '../../connections/egress-policy.ts'

/** Whether the issuers of OpenID Connect can be trusted as they are written. */
export function checkIssuers({ oidcIssuers, egressAllow }: Settings): string | undefined {
  if (oidcIssuers === undefined) return undefined
  const patterns = egressAllow.split(',').flatMap((pattern) => pattern.trim() || [])
  let egress
  try {
    egress = createEgressPolicy(patterns)
  } catch (error) {
    throw new ConfigurationError([`PATCHBAY_EGRESS_ALLOW: ${(error as Error).message}`])
  }
  return `${readIssuerSettings(oidcIssuers, egress).length} issuers`
}
