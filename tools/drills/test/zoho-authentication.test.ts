import t, { type Test } from 'tap'
import { client, openMailbox, type OpenMailbox } from '../src/zoho/open-mailbox.ts'

const publicUrl = 'https://patchbay.example'

const list = async ({ app }: OpenMailbox, connection: string) => {
  const { text } = await app.call('zoho-mail/accounts.list', {}, { 'patchbay-connection': connection })
  return JSON.parse(text) as {
    code?: string
    retryAfter?: number
    detail?: string
    data?: { items: Array<{ address: string }> }
  }
}

/** Goes where a browser would, up to what Zoho sends it back with. */
async function agree(mailbox: OpenMailbox, connection: string, scopes?: string[]) {
  const begun = await mailbox.post(
    `/v1/connections/${connection}/authorize`,
    scopes === undefined ? {} : { scopes },
  )
  const { pathname, search } = new URL((JSON.parse(begun.text) as { data: { url: string } }).data.url)
  const led = await mailbox.app.fetch(pathname + search, { headers: { authorization: '' } })
  const [cookie = ''] = String(led.headers.get('set-cookie')).split(';', 1)
  const asked = new URL(String(led.headers.get('location')))
  const atZoho = await fetch(asked, { redirect: 'manual' })
  const { searchParams } = new URL(String(atZoho.headers.get('location')))
  return {
    asked: asked.searchParams,
    searchParams,
    comeBack: () =>
      mailbox.app.fetch(`/v1/oauth/callback?${String(searchParams)}`, {
        headers: { authorization: '', cookie },
      }),
  }
}

const redeemed = ({ seen }: OpenMailbox): number =>
  seen().filter(({ path, body }) => path === '/oauth/v2/token' && body.includes('authorization_code')).length

async function openFor(t: Test): Promise<OpenMailbox> {
  const mailbox = await openMailbox({ publicUrl })
  t.teardown(() => mailbox.close())
  return mailbox
}

t.test('a person agrees, and calls carry the token as Zoho wants it', async (t) => {
  const mailbox = await openFor(t)
  const { clientId, clientSecret } = client
  t.equal((await mailbox.connect('mara', 'oauth', { clientId, clientSecret })).status, 201)
  const { asked, searchParams, comeBack } = await agree(mailbox, 'mara', [
    'ZohoMail.accounts.READ',
    'ZohoMail.messages.READ',
  ])
  t.equal(asked.get('access_type'), 'offline')
  t.equal(asked.get('prompt'), 'consent')
  t.equal(asked.get('scope'), 'ZohoMail.accounts.READ,ZohoMail.messages.READ')
  t.equal(asked.get('code_challenge_method'), 'S256')
  // The emulator names where it was really asked; to the runtime Zoho is behind a proxy.
  searchParams.set('accounts-server', mailbox.proxy.url)
  const done = await comeBack()
  t.equal(done.status, 200, done.text)
  t.match((await list(mailbox, 'mara')).data, { items: [{ address: 'mara@fernhill.example' }] })
  const folders = await mailbox.app.call('zoho-mail/folders.list', {}, { 'patchbay-connection': 'mara' })
  t.match(folders.text, /was not granted ZohoMail\.folders\.READ/)
})

t.test('an answer of another data centre is refused, and no code goes there', async (t) => {
  const mailbox = await openFor(t)
  const { clientId, clientSecret } = client
  await mailbox.connect('mara', 'oauth', { clientId, clientSecret })
  for (const server of ['https://accounts.zoho.eu', 'https://accounts.zoho.com.evil.example']) {
    const { searchParams, comeBack } = await agree(mailbox, 'mara')
    searchParams.set('accounts-server', server)
    t.equal((await comeBack()).status, 400, server)
  }
  t.equal(redeemed(mailbox), 0)
  const single = await agree(mailbox, 'mara')
  single.searchParams.delete('accounts-server')
  single.searchParams.delete('location')
  t.equal((await single.comeBack()).status, 200, 'clients of one data centre are told none')
})

t.test('too many tokens are no dead connection, and an unknown refresh token is one', async (t) => {
  const mailbox = await openFor(t)
  await mailbox.connect('busy', 'refreshToken', client)
  mailbox.refuseTokens({
    error: 'Access Denied',
    error_description: 'You have made too many requests continuously. Please try again after some time.',
    status: 'failure',
  })
  const busy = await list(mailbox, 'busy')
  t.match(busy, { code: 'vendor_rate_limited', detail: /too many requests/ })
  t.ok((busy.retryAfter ?? 0) >= 590, 'for ten minutes')
  const asked = mailbox.seen().length
  await list(mailbox, 'busy')
  t.equal(mailbox.seen().length, asked, 'and nobody asks meanwhile')
  const state = await mailbox.app.fetch('/v1/connections/busy')
  t.notMatch(state.text, /reauthorize/, 'nobody has to agree again')

  mailbox.heal()
  await mailbox.connect('dead', 'refreshToken', { ...client, refreshToken: '1000.unknown' })
  t.match(await list(mailbox, 'dead'), { code: 'connection_unauthorized', detail: /invalid_code/ })
  await mailbox.connect('elsewhere', 'refreshToken', { ...client, clientId: '1000.OF.ANOTHER' })
  t.match(await list(mailbox, 'elsewhere'), { code: 'connection_unauthorized', detail: /invalid_client/ })
  const shown = mailbox.app.written.filter((line) =>
    [client.clientSecret, client.refreshToken].some((secret) => line.includes(secret)),
  )
  t.same(shown, [], 'no secret is in the log')
})
