import { createHash } from 'node:crypto'
import { Client, ProtocolError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import {
  ListSkillsResultSchema,
  GetSkillResultSchema,
  ReadResourceDirectoryResultSchema,
} from '@modelcontextprotocol/core/ext/skills'
import t from 'tap'
import { adminKey, openApp } from '../../support/open-app.ts'

const { url, post } = await openApp(t, {
  settings: { connectors: './fixtures/connectors/echo,../../../plugins/zoho-mail' },
})

async function open(key: string, revision: string): Promise<Client> {
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    { versionNegotiation: { mode: revision === '2026-07-28' ? { pin: revision } : 'legacy' } },
  )
  t.teardown(() => client.close())
  const authProvider = { token: async () => key }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { authProvider }))
  return client
}
const list = (client: Client) => client.request({ method: 'skills/list', params: {} }, ListSkillsResultSchema)

for (const revision of ['2026-07-28', '2025-11-25']) {
  t.test(`${revision}: each connector is a skill, whose files are as its entry says`, async (t) => {
    const client = await open(adminKey, revision)
    t.match(client.getServerCapabilities()?.extensions, {
      'io.modelcontextprotocol/skills': { directoryRead: true },
    })
    const { skills } = await client.request(
      { method: 'skills/list', params: {} },
      revision === '2026-07-28'
        ? ListSkillsResultSchema
        : ListSkillsResultSchema.partial({ ttlMs: true, cacheScope: true }),
    )
    t.same(
      skills?.map(({ uri }) => uri),
      ['skill://echo/SKILL.md', 'skill://zoho-mail/SKILL.md'],
    )
    const mail = skills?.[1]
    if (!Array.isArray(mail?.resources)) throw new Error('no files')
    for (const { uri, digest, size } of mail.resources) {
      const { contents } = await client.readResource({ uri })
      const [file] = contents
      const text = file !== undefined && 'text' in file ? file.text : ''
      t.equal(`sha256:${createHash('sha256').update(text).digest('hex')}`, digest, uri)
      t.equal(Buffer.byteLength(text), size)
    }
    const { contents } = await client.readResource({ uri: 'skill://zoho-mail/SKILL.md' })
    t.match(contents, [{ mimeType: 'text/markdown', text: /zoho_mail_\*/ }])
    t.match(contents, [{ text: /\| `zoho_mail_messages_list` \| read \|/ }])
  })
}

t.test('folders are listed, files are none, and what is not there is refused', async (t) => {
  const client = await open(adminKey, '2026-07-28')
  const read = (uri: string) =>
    client.request({ method: 'resources/directory/read', params: { uri } }, ReadResourceDirectoryResultSchema)
  t.match((await read('skill://echo')).resources, [
    { uri: 'skill://echo/SKILL.md', mimeType: 'text/markdown' },
    { uri: 'skill://echo/references', mimeType: 'inode/directory' },
  ])
  t.ok((await read('skill://echo/references/operations/')).resources.length >= 2)
  await t.rejects(read('skill://echo/SKILL.md'), { code: -32_602 })
  await t.rejects(
    client.request({ method: 'skills/get', params: { uri: 'skill://none/SKILL.md' } }, GetSkillResultSchema),
    { code: -32_602, message: /skills\/list/ },
  )
  await t.rejects(client.readResource({ uri: 'skill://none/SKILL.md' }), ProtocolError)
})

t.test('a key sees the skills of its connectors only', async (t) => {
  const { text } = await post('/v1/keys', {
    name: 'echo only',
    role: 'agent',
    restrictions: { connectors: ['echo'] },
  })
  const { data } = JSON.parse(text) as { data: { key: string } }
  const client = await open(data.key, '2026-07-28')
  t.same(
    (await list(client)).skills.map(({ uri }) => uri),
    ['skill://echo/SKILL.md'],
  )
  await t.rejects(client.readResource({ uri: 'skill://zoho-mail/SKILL.md' }))
  await t.rejects(
    client.request(
      { method: 'skills/get', params: { uri: 'skill://zoho-mail/SKILL.md' } },
      GetSkillResultSchema,
    ),
  )
})
