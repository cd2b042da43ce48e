import { eventMediaType, streamMediaType } from './media-types.ts'

const decoder = new TextDecoder()

/** Whether a streamed answer is to be one of events. Whoever takes lines as well gets lines. */
export const prefersEvents = (accept: string | undefined): boolean =>
  accept?.includes(eventMediaType) === true && !accept.includes(streamMediaType)

/**
 * Whole lines of JSON as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), one of
 * each line. Items have no name; the last event is `end`, or `problem`.
 */
export async function* asEvents(
  parts: AsyncIterable<string | Uint8Array>,
): AsyncGenerator<string, void, void> {
  for await (const part of parts) {
    const lines = typeof part === 'string' ? part : decoder.decode(part)
    let events = ''
    for (const line of lines.split('\n')) if (line !== '') events += eventOf(line)
    yield events
  }
}

function eventOf(line: string): string {
  const name = line.startsWith('{"meta":')
    ? 'event: end\n'
    : line.startsWith('{"problem":')
      ? 'event: problem\n'
      : ''
  return `${name}data: ${line}\n\n`
}
