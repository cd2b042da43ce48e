import { createParser } from 'eventsource-parser'
import { readLines } from './lines.ts'

/** What the server-sent events of a body say, as they come. Rejects as `readLines` does. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  patience: number,
): AsyncGenerator<string, void, undefined> {
  const found: string[] = []
  const parser = createParser({ onEvent: ({ data }) => void found.push(data) })
  for await (const line of readLines(body, patience)) {
    parser.feed(`${line}\n`)
    yield* found.splice(0)
  }
}
