const mostMembers = 32
/** Characters. Nothing obliges us to carry more than 512, and nobody sends as many as this. */
const mostText = 16_384
const simpleKey = /^[a-z0-9][a-z0-9_\-*/]{0,255}$/
const keyOfTenant = /^[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13}$/
/** Printable ASCII without a comma and an equals sign, which does not end with a space. */
const valuePattern = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/

/**
 * What other tracing systems have added to a trace, as it is sent on; undefined where that is nothing. Several headers
 * come joined by commas (RFC 9110, 5.3). A single wrong member makes all of them worthless: whoever wrote it cannot be
 * relied upon (https://www.w3.org/TR/trace-context/#tracestate-header).
 */
export function readTraceState(text: string | undefined): string | undefined {
  if (text === undefined || text.length > mostText) return undefined
  const members = new Map<string, string>()
  for (const part of text.split(',')) {
    const member = part.replaceAll(/^[\t ]+|[\t ]+$/g, '')
    if (member === '') continue
    const end = Math.max(0, member.indexOf('='))
    const key = member.slice(0, end)
    const isRight = (simpleKey.test(key) || keyOfTenant.test(key)) && valuePattern.test(member.slice(end + 1))
    if (!isRight || members.has(key) || members.size === mostMembers) return undefined
    members.set(key, member)
  }
  return members.size === 0 ? undefined : [...members.values()].join(',')
}
