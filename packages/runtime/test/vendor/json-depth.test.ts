import t from 'tap'
import { readBody } from '../../src/vendor/read-body.ts'
import { isDeeper } from '../../src/vendor/json-depth.ts'

const bytes = (text: string): Buffer => Buffer.from(text)
const arrays = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

t.test('counts levels, not brackets', (t) => {
  t.equal(isDeeper(bytes(arrays(10)), 10), false)
  t.equal(isDeeper(bytes(arrays(11)), 10), true)
  t.equal(isDeeper(bytes('{"a":'.repeat(11) + '1' + '}'.repeat(11)), 10), true)
  t.equal(isDeeper(bytes('[{"a":'.repeat(5) + '1' + '}]'.repeat(5)), 10), false)
  t.equal(isDeeper(bytes(`[${'[],{},'.repeat(1_000)}1]`), 10), false)
  t.equal(isDeeper(bytes('['.repeat(100)), 10), true, 'also where nothing is closed')
  t.equal(isDeeper(Buffer.alloc(0), 10), false)
  t.end()
})

t.test('brackets in strings are text, whichever way round', (t) => {
  t.equal(isDeeper(bytes(JSON.stringify('['.repeat(100))), 10), false)
  t.equal(isDeeper(bytes(JSON.stringify(`\\"${'{'.repeat(100)}\\`)), 10), false)
  t.equal(isDeeper(bytes('["]",'.repeat(50)), 10), true, 'a closer in a string closes nothing')
  t.equal(isDeeper(bytes('["\\"]",'.repeat(50)), 10), true)
  t.equal(isDeeper(bytes(`"${'x'.repeat(100)}`), 10), false, 'a string without end')
  t.equal(isDeeper(bytes(`"${'x'.repeat(100)}\\`), 10), false)
  t.end()
})

t.test('agrees with a parser on nested values of any mixture', (t) => {
  let seed = 7
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const texts = ['', '[', '}', '"', '\\', '\\"[', 'é{']
  const build = (depth: number): unknown => {
    const leaf = texts[random(texts.length)]
    if (depth === 0) return leaf
    return random(2) === 0 ? [leaf, build(depth - 1)] : { [String(leaf)]: leaf, z: build(depth - 1) }
  }
  for (let depth = 20; depth < 60; depth += 1) {
    const json = bytes(JSON.stringify(build(depth)))
    t.equal(isDeeper(json, depth), false, `${depth} levels are not more than ${depth}`)
    t.equal(isDeeper(json, depth - 1), true, `but more than ${depth - 1}`)
  }
  t.end()
})

t.test('a deep answer is a problem as a success and text as a failure', (t) => {
  const headers = { 'content-type': 'application/json' }
  const deep = bytes(arrays(1_000_000))
  t.throws(() => readBody({ status: 200, headers, body: deep }), {
    code: 'vendor_error',
    retryable: false,
    message: /more than 1000 levels/,
  })
  t.type(readBody({ status: 500, headers, body: deep }).body, 'string')
  t.type(readBody({ status: 200, headers, body: bytes(arrays(1_000)) }).body, Array)
  t.end()
})
