import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whether the vendor has signed the other parameters: hex HMAC-SHA256 by the client's secret, over their sorted query. */
export function isSigned(
  parameters: URLSearchParams,
  { parameter, except = [] }: { readonly parameter: string; readonly except?: readonly string[] },
  secret: string,
): boolean {
  const given = parameters.get(parameter)
  if (given === null || !/^[0-9a-f]{64}$/.test(given)) return false
  const text = [...parameters]
    .filter(([name]) => name !== parameter && !except.includes(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&')
  const expected = createHmac('sha256', secret).update(text).digest()
  return timingSafeEqual(expected, Buffer.from(given, 'hex'))
}
