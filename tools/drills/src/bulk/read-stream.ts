import { adminKey, type RuntimeProcess } from '../support/runtime-process.ts'

/** What came of a download, as far as it was read. */
export interface Received {
  readonly items: number
  readonly bytes: number
  readonly cursor: string | undefined
  /** Of the last item that was read whole. */
  readonly lastLine: string
  /** The last line of the stream; undefined if it was left before. */
  readonly end: string | undefined
}

const lineFeed = 10

/** Takes all that an operation streams, or so many bytes of it, and holds no more of it than a line. */
export async function readStream(
  { url }: RuntimeProcess,
  operation: string,
  input: object,
  mostBytes = Number.POSITIVE_INFINITY,
): Promise<Received> {
  const leaving = new AbortController()
  const answer = await fetch(`${url}/v1/connectors/${operation}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
    signal: leaving.signal,
  })
  if (answer.status !== 200 || answer.body === null)
    throw new Error(`${answer.status}: ${await answer.text()}`)
  let lines = 0
  let bytes = 0
  let rest: Buffer = Buffer.alloc(0)
  let lastLines: Buffer[] = []
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    bytes += buffer.length
    const whole = rest.length === 0 ? buffer : Buffer.concat([rest, buffer])
    let start = 0
    for (let end = whole.indexOf(lineFeed); end >= 0; end = whole.indexOf(lineFeed, start)) {
      lines += 1
      lastLines = [...lastLines.slice(-1), whole.subarray(start, end)]
      start = end + 1
    }
    rest = Buffer.from(whole.subarray(start))
    lastLines = lastLines.map((line) => Buffer.from(line))
    if (bytes >= mostBytes) break
  }
  leaving.abort()
  const [one = '', two = ''] = lastLines.map((line) => line.toString('utf8'))
  const isWhole = two.startsWith('{"meta"') || two.startsWith('{"problem"')
  const lastLine = isWhole ? one : two
  return {
    items: isWhole ? lines - 1 : lines,
    bytes,
    cursor: (JSON.parse(lastLine) as { cursor?: string }).cursor,
    lastLine,
    end: isWhole ? two : undefined,
  }
}
