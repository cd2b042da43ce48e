import type { OpenApp } from './open-app.ts'
import type { Answer } from './answer.ts'

/** A browser at one app: keeps cookies by name, and says where its requests come from as browsers do. */
export interface Browser {
  /** By name. */
  readonly cookies: Map<string, string>
  /** The cookies as the server has set them last, with their attributes. */
  readonly set: () => readonly string[]
  readonly ask: (method: string, path: string, more?: BrowserRequest) => Promise<Answer>
  /** Signs in with a key. */
  readonly signIn: (key: string, headers?: Record<string, string>) => Promise<Answer>
  /** Opens an address of the app where another site has led to. */
  readonly follow: (path: string) => Promise<Answer>
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
  const keep = (headers: Headers): void => {
    set = headers.getSetCookie()
    for (const cookie of set) {
      const [name = '', value = ''] = (cookie.split(';', 1)[0] ?? '').split(/=(.*)/s)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
  }
  const send = async (path: string, init: RequestInit, sent: Record<string, string>): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie === '' ? {} : { cookie }), ...sent }
    const answer = await fetch(url + path, { redirect: 'manual', ...init, headers })
    keep(answer.headers)
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      text: await answer.text(),
    }
  }
  const ask: Browser['ask'] = (method, path, { body, headers = {} } = {}) =>
    send(
      path,
      { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
      {
        ...fromConsole,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    )
  return {
    cookies,
    set: () => set,
    ask,
    signIn: (key, headers = {}) => ask('POST', '/v1/session', { body: { key }, headers }),
    follow: (path) =>
      send(path, {}, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', accept: 'text/html' }),
  }
}
