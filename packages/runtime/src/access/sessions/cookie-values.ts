/** Values of the cookies of a name in the header of a request: none, one, or several, where other places have set some too. */
export function cookieValues(header: string | undefined, name: string): string[] {
  if (header === undefined) return []
  const start = `${name}=`
  return header
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie.startsWith(start))
    .map((cookie) => cookie.slice(start.length))
}
