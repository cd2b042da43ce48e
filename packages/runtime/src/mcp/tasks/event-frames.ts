const encoder = new TextEncoder()

/** A frame of server-sent events: a message, a frame as it was read, or, for nothing, one that only shows life. */
export function frameOf(content: object | string | undefined): Uint8Array {
  if (content === undefined) return encoder.encode(': keepalive\n\n')
  if (typeof content === 'string') return encoder.encode(`${content}\n\n`)
  return encoder.encode(`event: message\ndata: ${JSON.stringify(content)}\n\n`)
}

/** The frames of a stream, without the empty line that ends each. */
export async function* framesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void, void> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield text.slice(0, end)
      text = text.slice(end + 2)
    }
  }
}

/** The message in a frame; undefined where it has none. */
export function messageOf(frame: string): unknown {
  const data = /^data: (.*)$/m.exec(frame)?.[1]
  return data === undefined ? undefined : (JSON.parse(data) as unknown)
}
