/** A flat input as a query string. */
export function toQuery(input: unknown): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input as Record<string, unknown>)) {
    for (const item of [value].flat()) query.append(name, String(item))
  }
  return query.toString()
}
