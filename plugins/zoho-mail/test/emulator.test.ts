import t from 'tap'
import { seededClient } from '../src/emulator/oauth.ts'
import { inbox, mailbox, now, startZoho, type Zoho } from './support/zoho.ts'

const parsed = (text: string): unknown => JSON.parse(text)

async function token(zoho: Zoho, form: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(`${zoho.host.url}/oauth/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: seededClient.id, client_secret: seededClient.secret, ...form }),
  })
  t.equal(response.status, 200, 'whatever it says')
  return (await response.json()) as Record<string, unknown>
}

const refreshing = { grant_type: 'refresh_token', refresh_token: seededClient.refreshToken }

t.test('who may ask, and who may not, in the shapes of Zoho', async (t) => {
  const zoho = await startZoho(t)
  const ask = (headers: Record<string, string>) => fetch(`${zoho.host.url}/api/accounts`, { headers })
  const bare = await ask({})
  t.equal(bare.status, 400)
  t.match(await bare.json(), { data: { errorCode: 'INVALID_TICKET' } })
  for (const value of ['Zoho-oauthtoken 1000.x', `Bearer ${zoho.token()}`]) {
    const refused = await ask({ authorization: value })
    t.equal(refused.status, 401)
    t.match(await refused.json(), { data: { errorCode: 'INVALID_OAUTHTOKEN' }, status: { code: 401 } })
  }
  const scope = await zoho.ask('GET', '/api/tasks/me', {
    headers: { authorization: `Zoho-oauthtoken ${zoho.token(1)}` },
  })
  t.equal(scope.status, 401)
  t.match(parsed(scope.text), [2, { errorCode: 'INVALID_OAUTHSCOPE', authFail: 'true', status: '401' }])
  const good = await ask({ authorization: `Zoho-oauthtoken ${zoho.token()}` })
  t.equal(good.status, 200)
  for (const name of ['etag', 'last-modified', 'retry-after', 'x-ratelimit-remaining'])
    t.equal(good.headers.get(name), null, name)
  const old = zoho.token()
  zoho.setTime(now + 3_600_000)
  t.equal((await ask({ authorization: `Zoho-oauthtoken ${old}` })).status, 401, 'tokens last an hour')
})

t.test('tokens are refused with status 200', async (t) => {
  const zoho = await startZoho(t)
  const given = await token(zoho, refreshing)
  t.match(given, {
    token_type: 'Bearer',
    expires_in: 3600,
    api_domain: 'https://www.zohoapis.com',
    scope: /ZohoMail/,
  })
  t.notHas(given, { refresh_token: '' })
  t.notHas(given, { location: '' })
  t.same(await token(zoho, { ...refreshing, refresh_token: 'x' }), { error: 'invalid_code' })
  t.same(await token(zoho, { ...refreshing, client_secret: 'x' }), { error: 'invalid_client' })
  t.same(await token(zoho, { grant_type: 'password' }), { error: 'unsupported_grant_type' })
  for (let count = 0; count < 9; count += 1) t.ok((await token(zoho, refreshing))['access_token'])
  t.match(await token(zoho, refreshing), {
    error: 'Access Denied',
    status: 'failure',
    error_description: /too many/,
  })
  zoho.setTime(now + 600_001)
  t.ok((await token(zoho, refreshing))['access_token'], 'ten minutes later')
  const elsewhere = await startZoho(t, { isElsewhere: true })
  t.same(await token(elsewhere, refreshing), { error: 'invalid_client' })
})

t.test('a code counts once, with its verifier', async (t) => {
  const zoho = await startZoho(t)
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: seededClient.id,
    redirect_uri: 'https://patchbay.example/v1/oauth/callback',
    scope: 'ZohoMail.messages.READ,ZohoMail.accounts.READ',
    access_type: 'offline',
    state: 's',
  })
  const agreed = await fetch(`${zoho.host.url}/oauth/v2/auth?${query}`, { redirect: 'manual' })
  const back = new URL(agreed.headers.get('location') ?? '')
  t.equal(back.searchParams.get('accounts-server'), zoho.host.url)
  t.equal(back.searchParams.get('location'), 'us')
  const form = {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    redirect_uri: 'https://patchbay.example/v1/oauth/callback',
  }
  t.match(await token(zoho, form), { access_token: String, refresh_token: String })
  t.same(await token(zoho, form), { error: 'invalid_code' })
})

t.test('the account locks, in each of the ways, and asking keeps it locked', async (t) => {
  const forms = { '429': 429, '400': 400, '500': 500 } as const
  for (const [lockForm, status] of Object.entries(forms) as Array<[keyof typeof forms, number]>) {
    const zoho = await startZoho(t, { callsPerMinute: 3, lockMilliseconds: 60_000, lockForm })
    const statusAt = async (seconds: number) => {
      zoho.setTime(now + seconds * 1_000)
      return (await zoho.ask('GET', '/api/accounts')).status
    }
    for (let call = 0; call < 3; call += 1) t.equal(await statusAt(0), 200)
    t.equal(await statusAt(1), status)
    t.equal(await statusAt(50), status)
    t.equal(await statusAt(100), status, 'it would have been over, had nobody asked')
    t.equal(await statusAt(161), 200)
  }
})

t.test('rows are texts with quirks', async (t) => {
  const zoho = await startZoho(t)
  const view = await zoho.ask('GET', `${mailbox}/messages/view?limit=200`)
  const { data } = parsed(view.text) as { data: Array<Record<string, unknown>> }
  const row = data.find(({ messageId }) => messageId === '1781108289537154100')
  t.match(row, {
    subject: 'Shelves &amp; delivery &lt;Tuesday&gt;',
    sender: 'Jon &quot;Jonny&quot; Holm',
    toAddress: '&lt;mara@fernhill.example&gt;',
    ccAddress: 'Not Provided',
    status: '0',
    hasAttachment: '0',
    receivedTime: '1795162329531',
  })
  t.equal(
    Number(row?.['sentDateInGMT']) - Number(row?.['receivedTime']),
    8 * 3_600_000,
    'late by the Pacific zone',
  )
  const other = data.find(({ messageId }) => messageId === '1781108289537154402')
  t.notOk(other !== undefined && 'threadId' in other, 'no thread, no id of one')
})

t.test('what lists refuse', async (t) => {
  const zoho = await startZoho(t)
  const status = async (path: string) => (await zoho.ask('GET', mailbox + path)).status
  t.equal(await status('/messages/view?start=0'), 400)
  t.equal(await status('/messages/view?limit=201'), 400)
  t.equal(await status('/folders?limit=5'), 400)
  t.equal(await status('/folders/x'), 404)
  t.equal((await zoho.ask('GET', '/api/accounts/a@b.example')).status, 404)
  t.match((await zoho.ask('GET', '/')).text, /<!DOCTYPE html>/)
  t.match((await zoho.ask('POST', `${mailbox}/folders`, { body: '{' })).text, /JSON_PARSE_ERROR/)
})

t.test('making and changing answer as Zoho does', async (t) => {
  const zoho = await startZoho(t)
  const made = await zoho.ask('POST', `${mailbox}/folders`, { body: '{"folderName":"New"}' })
  t.equal(made.status, 200)
  t.match(parsed(made.text), { status: { code: 201, description: 'Created' }, data: { folderType: 'Inbox' } })
  const twice = await zoho.ask('POST', `${mailbox}/folders`, { body: '{"folderName":"new"}' })
  t.equal(twice.status, 500)
  t.match(parsed(twice.text), { status: { description: 'Category Already Exists.' } })
  const update = { mode: 'markAsRead', messageId: ['1781108289537154100', '5'] }
  const changed = await zoho.ask('PUT', `${mailbox}/updatemessage`, { body: JSON.stringify(update) })
  t.same(
    parsed(changed.text),
    { status: { code: 200, description: 'success' } },
    'no data, and no word of unknown ids',
  )
  const wrong = { mode: 'setflag', messageId: ['1'] }
  t.equal((await zoho.ask('PUT', `${mailbox}/updatemessage`, { body: JSON.stringify(wrong) })).status, 400)
  const threads = { mode: 'archiveMails', threadId: ['1'] }
  t.equal((await zoho.ask('PUT', `${mailbox}/updatethread`, { body: JSON.stringify(threads) })).status, 400)
})

t.test('a stale folder is known to details alone', async (t) => {
  const zoho = await startZoho(t)
  const stale = `${mailbox}/folders/4845214000000009011/messages/1781108289537154100`
  t.match((await zoho.ask('GET', `${stale}/details`)).text, new RegExp(`"folderId":"${inbox}"`))
  t.equal((await zoho.ask('GET', `${stale}/content`)).status, 404)
})

t.test('deleting moves to the trash, and expunging ends', async (t) => {
  const zoho = await startZoho(t)
  const path = (folder: string) => `${mailbox}/folders/${folder}/messages/1781108289537154100`
  t.match(parsed((await zoho.ask('DELETE', path(inbox))).text), { data: { cId: 0 } })
  t.equal((await zoho.ask('DELETE', path(inbox))).status, 404)
  t.equal((await zoho.ask('DELETE', `${path('4845214000000008026')}?expunge=true`)).status, 200)
  t.equal((await zoho.ask('GET', `${path('4845214000000008026')}/details`)).status, 404)
})
