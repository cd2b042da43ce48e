import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { seededIndexNowKey, type State } from './state.ts'

const keyForm = /^[A-Za-z0-9-]{8,128}$/
const mostUrls = 10_000

/** IndexNow, and the key file of the seeded shop; undefined for requests to anything else. */
export function answerIndexNow(request: EmulatorRequest, state: State): EmulatorAnswer | undefined {
  const { method, path } = request
  if (method === 'GET' && path === `/${seededIndexNowKey}.txt`) return keyFile(state)
  if (path !== '/indexnow') return undefined
  const submission = method === 'GET' ? fromQuery(request.query) : fromBody(request.body)
  return { ...judge(submission, state), headers: { 'cache-control': 'no-cache' } }
}

interface Submission {
  readonly host: unknown
  readonly key: unknown
  readonly keyLocation: unknown
  readonly urlList: unknown
}

function keyFile({ profile }: State): EmulatorAnswer {
  if (profile.keyFile === 'missing') return { status: 404, body: 'Not found' }
  return { status: 200, body: profile.keyFile === 'key' ? `${seededIndexNowKey}\n` : 'another-key' }
}

function judge(submission: Submission | undefined, state: State): EmulatorAnswer {
  const { profile, indexNowKeys } = state
  const answer = (status: number): EmulatorAnswer => ({ status, body: profile.indexNowBody })
  const refuse = (status: number): EmulatorAnswer => ({ status, body: '' })
  if (submission === undefined) return refuse(400)
  const { host, key, keyLocation, urlList } = submission
  if (typeof key !== 'string' || !keyForm.test(key) || typeof host !== 'string') return refuse(400)
  if (!Array.isArray(urlList) || urlList.length === 0 || urlList.length > mostUrls) return refuse(400)
  state.indexNowCalls += 1
  if (state.indexNowCalls > profile.indexNowCalls) return refuse(429)
  const location = URL.parse(typeof keyLocation === 'string' ? keyLocation : `https://${host}/${key}.txt`)
  if (location === null || location.host !== host) return refuse(422)
  const folder = location.pathname.slice(0, location.pathname.lastIndexOf('/') + 1)
  const isCovered = (url: unknown) => {
    const page = typeof url === 'string' ? URL.parse(url) : null
    return page !== null && page.host === host && page.pathname.startsWith(folder)
  }
  if (!urlList.every(isCovered)) return refuse(422)
  if (key !== seededIndexNowKey || profile.keyFile !== 'key') return refuse(403)
  // The first time it takes the URLs before it has looked at the file.
  const isKnown = indexNowKeys.has(key)
  indexNowKeys.add(key)
  return answer(isKnown ? 200 : 202)
}

function fromQuery(query: URLSearchParams): Submission | undefined {
  const url = query.get('url') ?? ''
  const host = URL.parse(url)?.host
  return { host, key: query.get('key'), keyLocation: query.get('keyLocation') ?? undefined, urlList: [url] }
}

function fromBody(body: string): Submission | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Submission) : undefined
  } catch {
    return undefined
  }
}
