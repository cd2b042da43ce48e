import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'
import type { BrowserOrigin } from './browser-origin.ts'

const harmless = new Set(['GET', 'HEAD'])

/**
 * Throws `forbidden` unless a request that a browser has put a cookie on comes from a page of ours. Browsers say where it
 * comes from, and no page can make them say otherwise (https://www.w3.org/TR/fetch-metadata/).
 */
export function checkOwnPage(request: FastifyRequest, browser: BrowserOrigin): void {
  const { 'sec-fetch-site': site, origin } = request.headers
  // What a person enters into the address bar comes from no page at all.
  const isTyped = site === 'none' && harmless.has(request.method)
  const isOurs =
    site === undefined ? origin === undefined || browser.isOwn(request, origin) : site === 'same-origin'
  if (!isOurs && !isTyped) throw otherPage()
}

/**
 * The same for one that is known by its cookie. What changes something also needs a header which pages of others cannot
 * send without asking first, and nobody lets them.
 */
export function checkConsoleRequest(request: FastifyRequest, origin: BrowserOrigin): void {
  checkOwnPage(request, origin)
  if (!harmless.has(request.method) && request.headers['patchbay-console'] !== '1') throw noMark()
}

const otherPage = (): Problem =>
  new Problem('forbidden', {
    detail: 'A session counts for pages of this installation alone; this request comes from another one.',
    advice: 'Use the console at /app/, or send a key in the Authorization header.',
  })

const noMark = (): Problem =>
  new Problem('forbidden', {
    detail: 'A request that changes something by a session needs the header Patchbay-Console.',
    advice: 'Send `Patchbay-Console: 1`, or a key in the Authorization header instead of the cookie.',
  })
