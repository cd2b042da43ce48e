/**
 * Whether a request prefers to be answered before it is done (RFC 7240, 4.1). What else it prefers is for others, and may be
 * ignored.
 */
export function prefersAsync(header: string | readonly string[] | undefined): boolean {
  if (header === undefined) return false
  // Values in quotes may hold commas, and say nothing that is meant here.
  return [header]
    .flat()
    .join(',')
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
    .split(',')
    .some((preference) => /^respond-async$/i.test(preference.split(';', 1)[0]?.trim() ?? ''))
}
