import type { OpenApp } from '../support/open-app.ts'

export interface BrowserAnswer {
  readonly status: number
  readonly code: string
  readonly location: string
  readonly text: string
}

/** A browser at one app: keeps cookies by name, and says where its requests come from as browsers do. */
export interface Browser {
  /** By name. */
  readonly cookies: Map<string, string>
  /** As a page of the console does, unless the headers say otherwise. */
  ask(method: string, path: string, headers?: Record<string, string>, body?: object): Promise<BrowserAnswer>
  /** As another site leads there. */
  follow(path: string): Promise<BrowserAnswer>
}

const fromConsole = { 'patchbay-console': '1', 'sec-fetch-site': 'same-origin' }

export function openBrowser({ url }: Pick<OpenApp, 'url'>): Browser {
  const cookies = new Map<string, string>()
  const ask: Browser['ask'] = async (method, path, headers = {}, body?: object) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...fromConsole,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';', 1)[0] ?? '').split(/=(.*)/s)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await answer.text()
    return {
      status: answer.status,
      code: /"code":"(\w+)"/.exec(text)?.[1] ?? '',
      location: answer.headers.get('location') ?? '',
      text,
    }
  }
  return {
    cookies,
    ask,
    follow: (path) => ask('GET', path, { 'sec-fetch-site': 'cross-site', 'patchbay-console': '' }),
  }
}

/** Another browser that has the same cookies. */
export function copyOf(browser: Browser, app: Pick<OpenApp, 'url'>): Browser {
  const copy = openBrowser(app)
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  return copy
}
