/** The sum of a metric's series whose labels match, as /metrics says now; undefined if there is none. */
export async function metric(url: string, pattern: RegExp): Promise<number | undefined> {
  const answer = await fetch(`${url}/metrics`)
  const values = (await answer.text())
    .split('\n')
    .filter((line) => !line.startsWith('#') && pattern.test(line))
    .map((line) => Number(line.split(' ').at(-1)))
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0)
}
