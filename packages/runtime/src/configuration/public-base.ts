import { ConfigurationError } from './read-settings.ts'

/** The public address without a slash at its end. Throws a `ConfigurationError` if it is none. */
export function publicBaseOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isPlain = url?.search === '' && url.hash === '' && url.username === '' && url.password === ''
  if (url === undefined || !/^https?:$/.test(url.protocol) || !isPlain) {
    throw new ConfigurationError([
      'PATCHBAY_PUBLIC_URL: must be an address such as https://patchbay.example.com',
    ])
  }
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`
}
