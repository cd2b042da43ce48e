/**
 * A resource as tokens name it (RFC 8707; MCP, authorization, "Canonical Server URI"): scheme and host in lower case, no
 * default port, no slash at the end. Undefined for what names no resource on the web, or has a query or a fragment.
 */
export function canonicalUri(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  // A lone # or ? parses to nothing, and is one all the same.
  if (/[#?]/.test(text) || url.username !== '' || url.password !== '') return undefined
  return url.origin + url.pathname.replace(/\/$/, '')
}
