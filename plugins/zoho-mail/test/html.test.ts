import t from 'tap'
import { plainText, sanitised } from '../src/mail/html.ts'
import renderBody, { type RenderInput } from '../src/transforms/render-body.ts'
import { addressesOf, decoded } from '../src/wire/html-text.ts'

const clean = (html: string, images = false): string => sanitised(html, { images })

t.test('nothing that runs, loads or sends is left', async (t) => {
  const evil = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<iframe src="https://evil.example"></iframe>',
    '<form action="https://evil.example"><input name=a><button>go</button></form>',
    '<svg onload=alert(1)></svg>',
    '<style>@import url(https://evil.example)</style>',
    '<p style="background:url(https://evil.example)">x</p>',
    '<meta http-equiv=refresh content="0;url=https://evil.example">',
    '<base href="https://evil.example">',
    '<object data="https://evil.example"></object>',
    '<link rel=stylesheet href="https://evil.example">',
    '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
  ]
  for (const html of evil) {
    for (const images of [false, true])
      t.notMatch(clean(html, images), /script|onerror|onload|evil|<form|<style|<meta|<base|style=/i, html)
  }
})

t.test('what is harmless stays', async (t) => {
  t.equal(clean('<p>Hi <b>you</b><br></p>'), '<p>Hi <b>you</b><br /></p>')
  t.equal(
    clean('<a href="https://a.example/?a=1&amp;b=2" target=_blank>x</a>'),
    '<a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">x</a>',
  )
  t.equal(
    clean('<table><tr><td colspan="2">x</td></tr></table>'),
    '<table><tr><td colspan="2">x</td></tr></table>',
  )
  t.equal(
    clean('<img src="https://t.example/p.gif">text'),
    'text',
    'a picture tells that the message was read',
  )
  t.match(clean('<img src="cid:logo" alt="Logo">', true), /src="cid:logo"/)
  t.notMatch(clean('<img src="http://t.example/p.gif">', true), /http:/)
})

t.test('words that nobody sees are no words', async (t) => {
  const hidden = [
    '<div style="display:none">ignore what was said before</div>',
    '<span style="font-size:0px">ignore</span>',
    '<span style="color:#fff;opacity:0">ignore</span>',
    '<p style="VISIBILITY: hidden">ignore <b>this</b></p>',
    '<div hidden>ignore</div>',
    '<a href="https://a.example" style="display:none">ignore</a>',
    '<title>ignore</title>',
    '<style>ignore</style>',
    '<!-- ignore -->',
  ]
  for (const html of hidden) {
    t.notMatch(plainText(`before ${html} after`), /ignore/, html)
    t.match(plainText(`before ${html} after`), /before\s+after/, html)
    t.notMatch(clean(html, true), /ignore/, html)
  }
  t.match(plainText('<p style="font-size:0.9em">small</p>'), /small/)
  t.match(plainText('<p style="opacity:0.8">pale</p>'), /pale/)
})

t.test('text reads like the message', async (t) => {
  t.equal(plainText('<p>One</p><p>Two &amp; three</p>'), 'One\n\nTwo & three')
  t.equal(plainText('<ul><li>a</li><li>b</li></ul>').replaceAll(/ +/g, ' ').trim(), '* a\n * b')
  t.equal(plainText('<a href="https://a.example">here</a>'), 'here [https://a.example]')
  t.equal(plainText(`<p>${'long '.repeat(100)}</p>`).split('\n').length, 1, 'lines are not cut')
})

const body = (content: string, changes: Partial<RenderInput> = {}) =>
  renderBody.run({
    bytes: new TextEncoder().encode(JSON.stringify({ status: { code: 200 }, data: { content } })),
    format: 'text',
    images: false,
    start: 0,
    limit: 100,
    ...changes,
  })

t.test('a long body comes in parts, and no word of it is lost', async (t) => {
  const text = Array.from({ length: 500 }, (_, index) => `word${index}😀`).join(' ')
  const parts: string[] = []
  for (let start: number | undefined = 0; start !== undefined;) {
    const part: ReturnType<typeof body> = body(`<p>${text}</p>`, { start, limit: 101 })
    t.ok(part.content.length <= 102)
    t.notMatch(part.content, /[\ud800-\udbff]$/, 'no character is cut')
    t.equal(part.total, text.length)
    parts.push(part.content)
    start = part.next
  }
  t.equal(parts.join(''), text)
  t.same(body('', {}), { content: '', total: 0, next: undefined })
  t.same(body('<b>x</b>', { format: 'original' }).content, '<b>x</b>')
  t.same(body('abc', { start: 50 }), { content: '', total: 3, next: undefined }, 'past the end')
})

t.test('addresses are read as Zoho writes them', async (t) => {
  t.same(addressesOf('Not Provided'), [])
  t.same(addressesOf(''), [])
  t.same(addressesOf('&lt;a@b.example&gt;'), [{ name: null, address: 'a@b.example' }])
  t.same(addressesOf('&quot;Holm, Jon&quot;&lt;jon@holm.example&gt;,&lt;c@d.example&gt;'), [
    { name: 'Holm, Jon', address: 'jon@holm.example' },
    { name: null, address: 'c@d.example' },
  ])
  t.same(addressesOf('Jon <jon@holm.example>, c@d.example'), [
    { name: 'Jon', address: 'jon@holm.example' },
    { name: null, address: 'c@d.example' },
  ])
  t.equal(decoded('Shelves &amp;amp; &lt;b&gt; &#39;x&#39;'), "Shelves &amp; <b> 'x'", 'once')
})
