import type { EmulatorAnswer } from '@patchbay/contract/emulator'

const headers = {
  'cache-control': 'private',
  'x-aspnet-version': '4.0.30319',
  'x-powered-by': 'ASP.NET',
  'x-cache': 'CONFIG_NOCACHE',
}

const messages = {
  2: 'UnknownError',
  3: 'InvalidApiKey',
  4: 'ThrottleUser',
  7: 'InvalidUrl',
  8: 'InvalidParameter',
  11: 'NotFound',
  12: 'AlreadyExists',
  13: 'NotAllowed',
  14: 'NotAuthorized',
  16: 'Deprecated',
} as const

/** A success: everything is wrapped in `d`. */
export function data(payload: unknown): EmulatorAnswer {
  return json(200, { d: payload })
}

/** A failure in Bing's own shape, which is flat and comes with 400 whatever the matter. */
export function failure(code: keyof typeof messages, message: string = messages[code]): EmulatorAnswer {
  return json(400, { ErrorCode: code, Message: `ERROR!!! ${message}` })
}

/** What the web server in front says when a request never reaches a method. */
export function page(status: number, text: string): EmulatorAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=UTF-8' },
    body: `<!DOCTYPE html><html><head><title>Service</title></head><body><p>${text}</p></body></html>`,
  }
}

/** An object with the type mark that Bing puts first into each. */
export function typed<Fields extends object>(type: string, fields: Fields): Fields & { __type: string } {
  return { __type: `${type}:#Microsoft.Bing.Webmaster.Api`, ...fields }
}

/** The same for the few types that are defined elsewhere at Bing. */
export function typedElsewhere<Fields extends object>(
  type: string,
  fields: Fields,
): Fields & { __type: string } {
  return { __type: `${type}:#Microsoft.Bing.Webmaster.Shared.DataContracts`, ...fields }
}

function json(status: number, body: object): EmulatorAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    // Bing's serializer escapes every slash.
    body: JSON.stringify(body).replaceAll('/', String.raw`\/`),
  }
}
