import type { EmulatorAnswer } from '@patchbay/contract/emulator'

const headers = {
  server: 'ZGS',
  'cache-control': 'private,no-cache,no-store,max-age=0,must-revalidate',
  pragma: 'no-cache',
  expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  'set-cookie': 'zmcsr=emulated; path=/',
  'content-type': 'application/json;charset=UTF-8',
}

const numberMark = '@number:'

/** An id that Zoho writes bare, with more digits than a number of JavaScript holds. */
export const bare = (id: string): string => `${numberMark}${id}`

/** JSON in which what is marked as bare has no quotes. */
export const toText = (value: unknown): string =>
  JSON.stringify(value).replaceAll(new RegExp(`"${numberMark}(-?\\d+)"`, 'g'), '$1')

const json = (status: number, value: unknown): EmulatorAnswer => ({ status, headers, body: toText(value) })

/** A success with data. */
export const data = (payload: unknown): EmulatorAnswer =>
  json(200, { status: { code: 200, description: 'success' }, data: payload })

/** What was made: status 200, and 201 in the body. */
export const created = (payload: unknown): EmulatorAnswer =>
  json(200, { status: { code: 201, description: 'Created' }, data: payload })

/** A success that says nothing else. */
export const done = (): EmulatorAnswer => json(200, { status: { code: 200, description: 'success' } })

/** A failure with a code, as the mail API has it. */
export const failure = (status: number, description: string, errorCode: string): EmulatorAnswer =>
  json(status, { data: { errorCode }, status: { code: status, description } })

/** A failure in words. */
export const invalid = (moreInfo: string, status = 400, description = 'Invalid Input'): EmulatorAnswer =>
  json(status, { status: { code: status, description }, data: { moreInfo } })

/** A failure as the organisation API has it. */
export const refused = (error: string, moreInfo: string): EmulatorAnswer =>
  json(400, { status: { code: 400, description: 'Invalid Input' }, data: { moreInfo, error } })

/** The token is good, but for something else: a list, not an object. */
export const missingScope = (): EmulatorAnswer =>
  json(401, [
    2,
    { msg: 'Error while processing!', errorCode: 'INVALID_OAUTHSCOPE', authFail: 'true', status: '401' },
  ])

/** The name of a folder or label is taken. */
export const taken = (): EmulatorAnswer =>
  json(500, { status: { code: 500, description: 'Category Already Exists.' }, data: {} })

export const unknownPath = (): EmulatorAnswer => failure(404, 'Invalid Input', 'URL_RULE_NOT_CONFIGURED')

/** What a web server says to whom asks at the wrong address. */
export const page = (status: number, text: string): EmulatorAnswer => ({
  status,
  headers: { 'content-type': 'text/html;charset=UTF-8' },
  body: `<!DOCTYPE html><html><head><title>Zoho</title></head><body><h1>${text}</h1></body></html>`,
})

/** The answers of the accounts server, errors included: all with status 200. */
export const accounts = (body: object): EmulatorAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body: JSON.stringify(body),
})
