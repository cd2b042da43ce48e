/** What is said of a secret: fields and a message of a line, or an error. */
export interface Said {
  readonly fields?: object
  readonly message?: string
  readonly error?: Error
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Where secrets have been seen to leak, each under names that do not give them away if the place itself is the point. */
export const positions: Readonly<Record<string, (secret: string) => Said>> = {
  header: (secret) => ({ fields: { request: { headers: { authorization: secret } } } }),
  field: (secret) => ({ fields: { password: secret } }),
  'two levels deep': (secret) => ({ fields: { account: { owner: { value: secret } } } }),
  'camel case': (secret) => ({ fields: { answer: { accessToken: secret, refreshValue: secret } } }),
  'case of headers': (secret) => ({
    fields: { headers: { 'X-Api-Key': secret, 'Proxy-Authorization': `Bearer ${secret}` } },
  }),
  message: (secret) => ({ message: `the key ${secret} was refused` }),
  'query of a URL': (secret) => ({
    fields: { url: `https://chatty.example/?a=1&key=${encodeURIComponent(secret)}&b=2` },
  }),
  'message of an error': (secret) => ({ error: new Error(`no access with ${secret}`) }),
  'config of an error': (secret) => ({
    error: Object.assign(new Error('no access'), { config: { headers: { key: secret }, params: [secret] } }),
  }),
  'cause of an error': (secret) => ({ error: new Error('outer', { cause: new Error(`inner ${secret}`) }) }),
  array: (secret) => ({ fields: { list: [[secret], [{ value: secret }]] } }),
  'JSON text': (secret) => ({
    fields: { body: JSON.stringify({ inner: JSON.stringify({ value: secret }) }) },
  }),
  base64: (secret) => ({ fields: { value: `Basic ${base64(`user:${secret}`)}`, other: base64(secret) } }),
  hex: (secret) => ({ fields: { value: Buffer.from(secret).toString('hex') } }),
}
