import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'
import { consoleQuestions } from './console-questions.ts'

/** A console that is open on its overview, without the browser: that would take the core from the load. */
export interface OpenConsole {
  /** Closes it and gives how many questions were answered. Rejects if one was not. */
  close(): Promise<number>
}

/** Signs in, and asks what the overview asks, at its rhythm: the first time at once, as a page that is opened. */
export async function openConsole(origin: string, key: string): Promise<OpenConsole> {
  const marked = { 'patchbay-console': '1', origin }
  const signedIn = await request(`${origin}/v1/session`, {
    method: 'POST',
    headers: { ...marked, 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  })
  await signedIn.body.dump()
  const cookie = String(signedIn.headers['set-cookie']).split(';', 1)[0] ?? ''
  if (signedIn.statusCode !== 201) throw new Error(`Nobody was signed in: ${signedIn.statusCode}`)

  const closed = new AbortController()
  let answered = 0
  const ask = async (question: number): Promise<void> => {
    while (!closed.signal.aborted) {
      const { path, every } = consoleQuestions()[question] ?? { path: '', every: 0 }
      const answer = await request(`${origin}${path}`, { headers: { ...marked, cookie } })
      const text = await answer.body.text()
      if (answer.statusCode !== 200) throw new Error(`${path} was answered ${answer.statusCode}: ${text}`)
      answered += 1
      await sleep(every, undefined, { signal: closed.signal }).catch(() => undefined)
    }
  }
  const asked = Promise.all(consoleQuestions().map((_, question) => ask(question)))
  // It is told to whoever closes the console.
  asked.catch(() => undefined)
  return {
    async close() {
      closed.abort()
      await asked
      return answered
    },
  }
}
