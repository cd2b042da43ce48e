/** The lines of a body, as they come. Rejects if it breaks off, or says nothing for so many milliseconds. */
export async function* readLines(
  body: ReadableStream<Uint8Array>,
  patience: number,
): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await within(patience, reader.read())
      rest += decoder.decode(value, { stream: !done })
      const lines = rest.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
      if (done) {
        if (rest !== '') yield rest
        return
      }
    }
  } finally {
    // Also where the reader of the lines has had enough: the server stops working for nobody.
    reader.cancel().catch(() => undefined)
  }
}

async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([promise, silence])
  } finally {
    clearTimeout(timer)
  }
}
