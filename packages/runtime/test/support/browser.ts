import type { OpenApp } from './open-app.ts'
import { fetchAnswer, type Answer } from './answer.ts'

/** A browser at one app: keeps cookies by name, and says where its requests come from as browsers do. */
export interface Browser {
  /** By name. */
  readonly cookies: Map<string, string>
  /** The cookies as the server has set them last, with their attributes. */
  readonly set: () => readonly string[]
  readonly ask: (method: string, path: string, more?: BrowserRequest) => Promise<Answer>
  /** Signs in with a key. */
  readonly signIn: (key: string, headers?: Record<string, string>) => Promise<Answer>
}

export interface BrowserRequest {
  readonly body?: unknown
  /** Beside those that the console sends, or instead of them. */
  readonly headers?: Record<string, string>
}

const fromConsole = { 'patchbay-console': '1', 'sec-fetch-site': 'same-origin' }

export function openBrowser({ url }: Pick<OpenApp, 'url'>): Browser {
  const cookies = new Map<string, string>()
  let set: readonly string[] = []
  const keep = ({ headers }: Answer): void => {
    set = [headers['set-cookie'] ?? []].flat()
    for (const cookie of set) {
      const [name = '', value = ''] = (cookie.split(';', 1)[0] ?? '').split(/=(.*)/s)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
  }
  const ask: Browser['ask'] = async (method, path, { body, headers = {} } = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetchAnswer(url + path, {
      method,
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...fromConsole,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    keep(answer)
    return answer
  }
  return {
    cookies,
    set: () => set,
    ask,
    signIn: (key, headers = {}) => ask('POST', '/v1/session', { body: { key }, headers }),
  }
}
