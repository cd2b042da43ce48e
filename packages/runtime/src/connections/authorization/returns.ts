import { publicBaseOf } from '../../configuration/public-base.ts'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { originOf } from '../egress-policy.ts'

/** Where people go when an authorization is over. */
export interface Returns {
  /** Where vendors send them back to, word for word. */
  readonly redirectUri: string
  /** The address here that a person opens. */
  readonly startUrl: (ticket: string) => string
  /** Whether they may be sent to an address afterwards. */
  readonly mayReturnTo: (address: string) => boolean
}

/** Throws a `ConfigurationError` if the public address or an origin to return to is none. */
export const readReturns = ({
  publicUrl,
  port,
  returnOrigins,
}: Pick<Settings, 'publicUrl' | 'port' | 'returnOrigins'>): Returns => {
  const base = publicBaseOf(publicUrl ?? `http://localhost:${port}`)
  return {
    redirectUri: `${base}/v1/oauth/callback`,
    startUrl: (ticket) => `${base}/v1/oauth/start?ticket=${ticket}`,
    mayReturnTo: readReturnOrigins(returnOrigins),
  }
}

/**
 * For a list of origins, separated by commas. Origins are compared as a whole: what only begins like one of them is
 * another one.
 */
function readReturnOrigins(list: string): Returns['mayReturnTo'] {
  const problems: string[] = []
  const allowed = new Set<string>()
  for (const text of list.split(',').map((part) => part.trim())) {
    if (text === '') continue
    try {
      allowed.add(originOf(text))
    } catch (error) {
      problems.push(`PATCHBAY_RETURN_ORIGINS: ${(error as Error).message}`)
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  return (address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined
    return url !== undefined && url.username === '' && url.password === '' && allowed.has(url.origin)
  }
}
