/** What the name of a field says about its value. */
export type NameVerdict = 'open' | 'secret' | 'secret-text'

const wholeNames = new Set([
  'auth',
  'authorization',
  'proxyauthorization',
  'cookie',
  'cookies',
  'setcookie',
  'jwt',
  'otp',
  'passcode',
  'pin',
  'pwd',
  'sessionid',
])

const parts = [
  'secret',
  'password',
  'passwd',
  'passphrase',
  'credential',
  'apikey',
  'privatekey',
  'accesskey',
  'signingkey',
  // The names of our own cookies, whatever is before and behind them.
  'patchbaysession',
  'patchbaysignin',
]

// Names come from our code and from connectors; one that makes them up must not fill the memory.
const mostNames = 5_000
const verdicts = new Map<string, NameVerdict>()

/**
 * Judges a name in whatever case it is written: `x-api-key`, `clientSecret`, `ACCESS_TOKEN`. Numbers under the name of
 * a token stay, for quotas count tokens.
 */
export function judgeName(name: string): NameVerdict {
  let verdict = verdicts.get(name)
  if (verdict === undefined) {
    if (verdicts.size >= mostNames) verdicts.clear()
    verdict = judge(plainName(name))
    verdicts.set(name, verdict)
  }
  return verdict
}

export const isSecretName = (name: string): boolean => judgeName(name) !== 'open'

/** The name without what differs between ways of writing it. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

function judge(plain: string): NameVerdict {
  if (wholeNames.has(plain) || parts.some((part) => plain.includes(part))) return 'secret'
  return plain.includes('token') ? 'secret-text' : 'open'
}
